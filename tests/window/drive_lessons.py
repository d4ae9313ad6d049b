#!/usr/bin/python3
"""Drives the real window under Xvfb through lessons 5, 10 and 12, with real keys and a real mouse: stepping, clicking
cells, training, dragging through time, another optimizer, a fork.

usage: drive_lessons.py PROGRAM

What is shown is read from the title, from the bookmarks that the window writes when they are set, and from the pixels
of the screen. Exit status 77 if this machine gives no virtual screen at all; ctest then says "skipped".
"""
import os
import re
import sys
import tempfile
import time

from compare_drawing import read_pixels
from drive_window import Window, xdotool
from virtual_screen import NoScreen, keep_apart, virtual_screen

STAGE = (530, 330, 1190, 740)  # left, top, right, bottom of panels, in a window of 1600×1000
EXPLANATION = (1202, 46, 1598, 450)
CURVE = (290, 790, 1580, 870)
ALL_STEPS = 80  # ten epochs of 1,000 built-in digits in batches of 128


class Desk(Window):
    """The window, its screen, and the file with its bookmarks."""

    def __init__(self, program, folder):
        self.folder = folder
        super().__init__(program, "--size", "1600x1000")

    def bookmarks(self):
        try:
            with open(os.path.join(self.folder, "XDG_STATE_HOME", "backstep", "places"), encoding="utf-8") as file:
                return [line.split(" ", 1)[1].strip() for line in file if line.startswith("bookmark ")]
        except FileNotFoundError:
            return []

    def place(self):
        """Where the window is, as the text of a bookmark: set, read, and removed again."""
        self.key("m")
        text = self.wait_for(lambda: self.bookmarks()[-1], "a bookmark in the file of places")
        self.key("m")
        self.wait_for(lambda: not self.bookmarks(), "no bookmark any more")
        return text

    def step(self):
        """The step of the training that is shown."""
        found = re.search(r": (?:knobs \S+ )?(?:timeline \d+ [0-9a-f]{16} )?step (\d+) ", self.place())
        assert found, f"'{self.place()}' is no step of a training"
        return int(found[1])

    def region(self, box):
        pixels, stride = read_pixels(self.folder)
        left, top, right, bottom = box
        return b"".join(pixels[y * stride + 4 * left:y * stride + 4 * right] for y in range(top, bottom))

    def changes(self, box, act, what):
        """Does it, and waits until that part of the screen has changed and come to rest; returns it as it was."""
        before = self.region(box)
        act()
        self.wait_for(lambda: self.region(box) != before, what)
        self.rest(box)
        print("as expected:", what)
        return before

    def rest(self, box):
        before = None
        while before != (before := self.region(box)):
            time.sleep(0.15)

    def drag(self, box, start, end):
        """Along the middle of the box, between fractions of its width."""
        left, top, right, bottom = box
        at = lambda part: (str(round(left + part * (right - left))), str((top + bottom) // 2))
        xdotool("mousemove", "--window", self.id, *at(start))
        xdotool("mousedown", "1")
        for part in (start + (end - start) * i / 4 for i in range(1, 5)):
            xdotool("mousemove", "--window", self.id, *at(part))
            time.sleep(0.06)
        xdotool("mouseup", "1")


def equal(found, expected, what):
    assert found == expected, f"{what}: found {found}, expected {expected}"
    print("as expected:", what, found)


def picture_in(window, box):
    """A point of the first matrix of the equation: the first coloured pixel from the left, and a little more."""
    left, top, right, bottom = box
    pixels, stride = read_pixels(window.folder)
    for x in range(left, right):
        column = [y for y in range(top, bottom)
                  if max(p := pixels[y * stride + 4 * x:y * stride + 4 * x + 3]) - min(p) > 60]
        if len(column) > 3:
            return x + 2, column[len(column) // 2]
    raise AssertionError("no picture in the stage")


def click_a_cell(window):
    """Explains it, goes one term of its sum forward, and closes the explanation again."""
    window.key("Escape")
    window.rest(EXPLANATION)
    x, y = picture_in(window, STAGE)
    empty = window.changes(EXPLANATION, lambda: window.click(x, y), "a clicked cell is explained")
    window.changes(STAGE, lambda: window.key("period"), "a term of its sum is framed in the pictures")
    window.key("Escape")
    window.changes(EXPLANATION, lambda: window.key("Escape"), "the explanation is closed")
    window.wait_for(lambda: window.region(EXPLANATION) == empty, "the place of the explanation as it was")


def lesson_5(window):
    window.key("5")
    window.expect("5. Backpropagation")
    window.key(*["Right"] * 7)
    window.expect("Z[1] · sgd")
    window.key("Left")
    window.expect("b[2] ")
    window.key("Right")
    window.expect("Z[1] · sgd")
    click_a_cell(window)
    window.key("Down", "Down")
    window.expect("dZ[2] ")
    window.key("4")
    window.expect("dZ[2] · averaged_momentum")
    window.key("Home")
    window.expect("5. Backpropagation")
    window.key("alt+Left")
    window.expect("dZ[2] ")
    window.click(210, 24)  # "Lessons"
    window.expect("Lessons –")


def search(window, text):
    window.key("ctrl+p")
    time.sleep(0.2)
    xdotool("type", "--delay", "20", text)
    window.key("Return")


def train(window):
    """From the first step to the last; returns how many there are."""
    window.changes(CURVE, lambda: window.key("t"), "the curve grows while it trains")
    window.wait_for(lambda: window.drag(CURVE, 0.5, 0.999) or window.step() == ALL_STEPS, "the end of the training", 120)
    print("as expected: trained to step", ALL_STEPS)
    return ALL_STEPS


def go_through_time(window, last):
    """Along the curve and by keys. The cursor stays at its event."""
    window.drag(CURVE, 0.9, 0.5)
    middle = window.step()
    assert abs(middle - last / 2) < 0.02 * last + 2, f"the middle of {last} steps is not {middle}"
    window.key("bracketright")
    equal(window.step(), middle + 1, "a batch on, to step")
    window.key("bracketleft", "bracketleft")
    equal(window.step(), middle - 1, "two batches back, to step")
    return middle - 1


def fork(window, key, optimizer, at, last):
    """A turned optimizer parts from the training where it stands: its own time ends there until it is trained."""
    window.changes(CURVE, lambda: window.key(key), "a fork has a curve of its own")
    window.wait_for(lambda: f"· {optimizer} –" in window.title(), f"{optimizer} in the title")
    equal(window.step(), at, "the fork stands at step")
    window.drag(CURVE, 0.2, 0.999)
    equal(window.step(), at, "nothing is trained of it beyond step")
    window.changes(CURVE, lambda: window.key("t"), "the fork is trained")
    window.wait_for(lambda: window.drag(CURVE, 0.5, 0.999) or window.step() == last, "the end of the fork", 120)


def lesson_of_a_training(window, open_it, title, knob, optimizer):
    open_it()
    window.expect(title)
    window.key("Right", "Right", "Right", "Left", "Right")
    window.expect("W[1] ")
    window.key("Right", "Right")
    window.expect("Z[1] ")
    click_a_cell(window)
    last = train(window)
    at = go_through_time(window, last)
    fork(window, knob, optimizer, at, last)
    window.click(210, 24)  # "Lessons"
    window.expect("Lessons –")


def drive(program, folder):
    window = Desk(program, folder)
    try:
        window.expect("Lessons –")
        lesson_5(window)
        lesson_of_a_training(window, lambda: search(window, "lesson 10"), "10. Ten epochs", "3", "adam")
        lesson_of_a_training(window, lambda: search(window, "lesson 12"), "12. Adam", "1", "sgd")
    finally:
        window.process.terminate()
        window.process.wait(10)


def main():
    begin = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder, virtual_screen(pixels_in=folder) as display:
            os.environ["DISPLAY"] = display
            keep_apart(folder)
            for variable in ("XAUTHORITY", "BACKSTEP_DATA"):  # the built-in digits are trained in no time
                os.environ.pop(variable, None)
            drive(sys.argv[1], folder)
        print(f"1 passed, 0 failed, {time.monotonic() - begin:.0f} s")
    except NoScreen as trouble:
        print(f"skipped: Xvfb and a client that is not Backstep do not reach each other here\n{trouble}")
        sys.exit(77)


if __name__ == "__main__":
    main()
