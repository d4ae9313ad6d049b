"""assets/fetch_mnist.cmake against a server on this machine: what it accepts, and that what it refuses leaves nothing.

Run as: python3 test_fetch_mnist.py CMAKE FETCH_SCRIPT
"""

import gzip
import hashlib
import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

CMAKE, SCRIPT = sys.argv[1:3]
NAMES = [f"{part}-{kind}-ubyte" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")]
CONTENTS = {name: (name + " of the test ").encode() * 50 for name in NAMES}
PACKED = {name + ".gz": gzip.compress(CONTENTS[name], mtime=0) for name in NAMES}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.files.get(self.path.lstrip("/"))
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        cut = self.path.lstrip("/") == self.server.cut
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, *_):
        pass


class FetchMnist(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.folder = self.root / "mnist"
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.files, self.server.cut = dict(PACKED), None
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)

    def sums(self, packed=True, contents=False):
        parts = ([PACKED] if packed else []) + ([CONTENTS] if contents else [])
        file = self.root / "sums.sha256"
        file.write_text("".join(f"{hashlib.sha256(b).hexdigest()}  {n}\n" for part in parts for n, b in part.items()))
        return file

    # Without sums: those of the project.
    def fetch(self, sums, *bases):
        here = f"http://127.0.0.1:{self.server.server_address[1]}/"
        return subprocess.run(
            [CMAKE, f"-DBASE_URL={';'.join(bases or [here])}".replace("HERE", here), f"-DFOLDER={self.folder}",
             *([f"-DSUMS={sums}"] if sums else []), "-P", SCRIPT], capture_output=True, text=True)

    def assert_fetched(self, result, files=PACKED):
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual({p.name: p.read_bytes() for p in self.folder.iterdir()}, files)

    def assert_refused(self, result, *words):
        self.assertNotEqual(result.returncode, 0)
        for word in words:
            self.assertIn(word, result.stderr)
        self.assertFalse(self.folder.exists())

    def test_good_files_are_accepted(self):
        self.assert_fetched(self.fetch(self.sums()))

    def test_a_wrong_sum_is_refused_with_nothing_left_behind(self):
        self.server.files["t10k-labels-idx1-ubyte.gz"] = gzip.compress(b"something else")
        self.assert_refused(self.fetch(self.sums(contents=True)), "t10k-labels-idx1-ubyte.gz", "wrong SHA-256")

    def test_a_broken_transfer_is_refused_with_nothing_left_behind(self):
        self.server.cut = "t10k-images-idx3-ubyte.gz"
        self.assert_refused(self.fetch(self.sums()), "t10k-images-idx3-ubyte.gz", "transfer failed")

    def test_a_missing_file_is_refused_with_nothing_left_behind(self):
        del self.server.files["train-labels-idx1-ubyte.gz"]
        self.assert_refused(self.fetch(self.sums()), "train-labels-idx1-ubyte.gz", "transfer failed")

    def test_the_second_mirror_is_asked_when_the_first_fails(self):
        self.assert_fetched(self.fetch(self.sums(), "HEREnowhere/", "HERE"))

    def test_a_file_packed_anew_counts_by_its_contents(self):
        again = {name + ".gz": gzip.compress(CONTENTS[name], compresslevel=1, mtime=7) for name in NAMES}
        self.server.files = again
        self.assert_fetched(self.fetch(self.sums(contents=True)), again)

    def test_files_that_are_there_and_good_are_not_downloaded_again(self):
        self.assert_fetched(self.fetch(self.sums()))
        self.server.files = {}
        self.assert_fetched(self.fetch(self.sums()))

    def test_a_damaged_file_is_replaced_and_kept_when_that_fails(self):
        self.assert_fetched(self.fetch(self.sums()))
        damaged = self.folder / "train-images-idx3-ubyte.gz"
        damaged.write_bytes(b"damaged")
        self.server.cut = damaged.name
        self.assertNotEqual(self.fetch(self.sums()).returncode, 0)
        self.assertEqual(damaged.read_bytes(), b"damaged")
        self.server.cut = None
        self.assert_fetched(self.fetch(self.sums()))

    @unittest.skipUnless(os.environ.get("BACKSTEP_DATA"), "skipped: no MNIST")
    def test_the_real_files_have_the_sums_of_the_project(self):
        real = pathlib.Path(os.environ["BACKSTEP_DATA"])
        self.server.files = {name + ".gz": (real / (name + ".gz")).read_bytes() for name in NAMES}
        self.assert_fetched(self.fetch(None), self.server.files)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
