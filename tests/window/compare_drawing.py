#!/usr/bin/python3
"""Without a graphics card the window draws only what has changed. Compares the screen, pixel by pixel, with the same
window drawn whole: taken off the screen and put back, it has to draw everything anew.

usage: compare_drawing.py PROGRAM

Exit status 77 if this machine gives no virtual screen at all.
"""
import os
import struct
import sys
import tempfile
import time

from drive_window import Window, xdotool
from virtual_screen import NoScreen, keep_apart, virtual_screen


def read_pixels(folder):
    """Xvfb keeps its pixels in the form of an xwd file: a header, a table of colours of 12 bytes each, rows."""
    with open(os.path.join(folder, "Xvfb_screen0"), "rb") as file:
        content = file.read()
    header = struct.unpack(">25I", content[:100])
    return content[header[0] + 12 * header[19]:], header[12]


def settled_pixels(folder):
    before = read_pixels(folder)
    for _ in range(100):
        time.sleep(0.3)
        now = read_pixels(folder)
        if now == before:
            return now
        before = now
    raise AssertionError("the screen does not come to rest")


def first_difference(one, other):
    (pixels, stride), (others, _) = one, other
    at = next(i for i, (a, b) in enumerate(zip(pixels, others)) if a != b)
    return f"x = {at % stride // 4}, y = {at // stride}"


def compare(window, folder, after):
    in_parts = settled_pixels(folder)
    xdotool("windowunmap", "--sync", window.id)
    assert settled_pixels(folder) != in_parts, "the window is still on the screen"
    xdotool("windowmap", "--sync", window.id)
    xdotool("windowfocus", "--sync", window.id)
    whole = settled_pixels(folder)
    assert in_parts == whole, f"after {after}, the screen is not the whole picture at {first_difference(in_parts, whole)}"
    print("the same to the pixel:", after)


def steps(window):
    """Does one thing after the other and yields what it was."""
    yield "the start"
    window.key("5")
    window.expect("5. Backpropagation")
    yield "opening lesson 5"
    window.key(*["Right"] * 9)
    yield "nine steps"
    window.click(620, 380)
    xdotool("mousemove", "--window", window.id, "800", "20")
    yield "a click on a matrix"
    window.key("Left", "Down", "Right", "Right")
    yield "stepping on with a cell selected"
    xdotool("mousemove", "--window", window.id, "250", "500")
    xdotool("click", "--repeat", "4", "5")
    xdotool("mousemove", "--window", window.id, "800", "20")
    yield "scrolling the page"
    window.key("3", "End")
    yield "another optimizer, at the end"


def main():
    try:
        with tempfile.TemporaryDirectory() as folder, virtual_screen(pixels_in=folder) as display:
            os.environ["DISPLAY"] = display
            keep_apart(folder)
            os.environ.pop("XAUTHORITY", None)
            window = Window(sys.argv[1], "--size", "1600x1000")
            try:
                count = 0
                for after in steps(window):
                    compare(window, folder, after)
                    count += 1
                print(f"{count} passed, 0 failed")
            finally:
                window.process.terminate()
                window.process.wait(10)
    except NoScreen as trouble:
        print(f"skipped: Xvfb and a client that is not Backstep do not reach each other here\n{trouble}")
        sys.exit(77)


if __name__ == "__main__":
    main()
