#!/usr/bin/python3
"""Drives the real window under Xvfb with real keys and a real mouse; its title says where it is.

usage: drive_window.py PROGRAM

Exit status 77 if this machine gives no virtual screen at all, to any program; ctest then says "skipped".
"""
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time

from virtual_screen import NoScreen, keep_apart, virtual_screen


def xdotool(*arguments):
    return subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=True).stdout.strip()


class Window:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *arguments])
        self.id = self.wait_for(lambda: xdotool("search", "--onlyvisible", "--name", "Backstep").split()[0], "a window")
        xdotool("windowfocus", "--sync", self.id)  # there is no window manager that would

    def wait_for(self, question, what, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the window closed itself while waiting for {what}"
            try:
                answer = question()
                if answer:
                    return answer
            except (subprocess.CalledProcessError, IndexError, FileNotFoundError):
                pass
            time.sleep(0.02)
        raise AssertionError(f"waited {seconds} s for {what}; the title is '{self.title()}'")

    def title(self):
        return xdotool("getwindowname", self.id)

    def key(self, *keys):
        xdotool("key", "--window", "0", "--delay", "40", *keys)

    def click(self, x, y):
        xdotool("mousemove", "--window", self.id, str(x), str(y))
        time.sleep(0.1)
        xdotool("click", "1")

    def expect(self, beginning):
        self.wait_for(lambda: self.title().startswith(beginning), f"a title that begins with '{beginning}'")
        print("as expected:", self.title())


def is_picture(file):
    """A PNG as large as the window."""
    with open(file, "rb") as picture:
        start = picture.read(24)
    return start[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">2I", start[16:]) == (1600, 1000)


def first_run(folder):
    """The first time there is a tour, which shows lesson 5; who has seen it begins at the list."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = os.path.join(folder, "first run")
    for beginning in ("dW[2] ", "Lessons –"):
        window = Window(sys.argv[1], "--size", "1280x800")
        try:
            window.expect(beginning)
            window.key("Escape")
            window.expect("Lessons –")
        finally:
            window.process.terminate()
            window.process.wait(10)


def asked_to_end(folder):
    """Whoever ends it from outside finds the lesson where it was left."""
    places = os.path.join(os.environ["XDG_STATE_HOME"], "backstep", "places")
    for sign, keys, value in ((signal.SIGTERM, ["Home", *["Right"] * 4], "b[1]"), (signal.SIGHUP, ["Right"], "W[2]")):
        window = Window(sys.argv[1], "view", "5", "--size", "1280x800", "--theme", "light")
        window.wait_for(lambda: "5. Backpropagation" in window.title(), "lesson 5")
        window.key(*keys)
        window.expect(value + " ")
        window.process.send_signal(sign)
        assert window.process.wait(10) == 0, f"exit status {window.process.returncode}"
        with open(places) as kept:
            assert f"last 05_backpropagation: {value}" in kept.read(), f"{value} is not where it was left"
        print(f"as expected: {value} is kept at {sign.name}")


def drive(folder):
    os.chdir(folder)
    window = Window(sys.argv[1], "--size", "1600x1000")
    try:
        window.expect("Lessons –")
        window.key("5")
        window.expect("5. Backpropagation")
        window.key("Right")
        window.expect("X ")
        window.key(*["Right"] * 6)
        window.expect("Z[1] ")
        window.key("Left")
        window.expect("b[2] ")
        window.key("Down", "Down")
        window.expect("dZ[2] ")
        window.key("3")
        window.expect("dZ[2] · adam")
        window.key("End")
        window.expect("error(dW[1]) ")
        window.click(286, 946)  # left end of the strip of events
        window.expect("X · adam")
        window.key("Home")
        window.expect("5. Backpropagation")
        window.key("ctrl+s")
        window.wait_for(lambda: is_picture("lesson_5_window.png"), "a picture of the window")
        print("as expected: lesson_5_window.png")
        window.key("space")
        window.expect("Y ")  # playing goes on by itself
    finally:
        window.process.terminate()
        window.process.wait(10)


def main():
    try:
        with tempfile.TemporaryDirectory() as folder, virtual_screen() as display:
            os.environ["DISPLAY"] = display
            keep_apart(folder)
            os.environ.pop("XAUTHORITY", None)
            drive(folder)
            asked_to_end(folder)
            first_run(folder)
            print("1 passed, 0 failed")
    except NoScreen as trouble:
        print(f"skipped: Xvfb and a client that is not Backstep do not reach each other here\n{trouble}")
        sys.exit(77)


if __name__ == "__main__":
    main()
