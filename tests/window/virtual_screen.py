"""A screen of our own for one test: Xvfb on a number nobody else uses, reached in whichever way this machine allows.

Xvfb's own lock files and sockets may be hidden from us or forbidden (containers, sandboxes), so each way of listening
is tried with a client that is not Backstep; only then is the window itself judged.
"""
import contextlib
import os
import random
import subprocess
import tempfile
import time


class NoScreen(Exception):
    """No way of listening gave a screen; the message holds what Xvfb and the client said."""


# How the server listens, and what its clients call it.
WAYS = [
    ([], ":{}"),
    (["-nolisten", "local"], ":{}"),
    (["-listen", "tcp"], "127.0.0.1:{}"),
]


def answers(display):
    return subprocess.run(["xdotool", "getdisplaygeometry"], env={**os.environ, "DISPLAY": display},
                          capture_output=True, text=True)


def wait_until_it_answers(server, display, seconds=10):
    """Returns None, or what went wrong."""
    end = time.monotonic() + seconds
    while True:
        if server.poll() is not None:
            return f"Xvfb ended with status {server.returncode}"
        client = answers(display)
        if client.returncode == 0:
            return None
        if time.monotonic() > end:
            return f"no answer on {display} in {seconds} s: {client.stderr.strip()}"
        time.sleep(0.05)


@contextlib.contextmanager
def virtual_screen(size="1600x1000x24", pixels_in=None):
    """Yields the name of the display; raises NoScreen. Its pixels are kept in a file of the folder `pixels_in`."""
    kept = ["-fbdir", pixels_in] if pixels_in else []
    said = []
    for arguments, name in WAYS:
        number = random.randrange(200, 50000)
        display = name.format(number)
        with tempfile.TemporaryFile("w+") as output:
            # No access control: the number is random and the screen lives for seconds. Its clients need no cookie file.
            # Without -noreset the server begins anew when its last client leaves, and refuses the next one meanwhile.
            server = subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", size, "-ac", "-noreset", *kept, *arguments],
                                      stdout=output, stderr=subprocess.STDOUT)
            try:
                trouble = wait_until_it_answers(server, display)
                if trouble is None:
                    yield display
                    return
            finally:
                server.terminate()
                server.wait(10)
            output.seek(0)
            said.append(f"Xvfb {' '.join(arguments) or '(as it is)'}: {trouble}\n{output.read().strip()}")
    raise NoScreen("\n".join(said))


def keep_apart(folder):
    """What the window keeps between two runs is kept in `folder` by windows that are started from now on. They have
    shown the tour."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = os.path.join(folder, variable)
    settings = os.path.join(folder, "XDG_CONFIG_HOME", "backstep")
    os.makedirs(settings)
    with open(os.path.join(settings, "settings"), "w", encoding="utf-8") as file:
        file.write("tour = seen\n")
