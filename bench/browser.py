"""Drives a Chromium over its debugging pipe. Python 3.10 or newer, nothing to install."""

import json
import os
import shutil
import subprocess
import tempfile

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--remote-debugging-pipe", "--window-size=1400,900")


class Browser:
    """One tab. Messages are JSON, each ended by a zero byte: the browser reads descriptor 3 and writes descriptor 4."""

    def __init__(self):
        path = next((found for found in map(shutil.which, NAMES) if found), None)
        if path is None:
            raise SystemExit("no Chromium on the PATH")
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_read, self.out = os.pipe()
        self.back, to_write = os.pipe()

        def place():
            # first out of the way, so that neither covers the other
            high_read, high_write = os.dup2(to_read, 30), os.dup2(to_write, 31)
            os.dup2(high_read, 3)
            os.dup2(high_write, 4)

        self.process = subprocess.Popen([path, *FLAGS, f"--user-data-dir={self.profile.name}", "about:blank"],
                                        preexec_fn=place, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.last, self.session = b"", 0, None
        self.version = self.send("Browser.getVersion")["product"]
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.send("Page.enable")

    def send(self, method, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.rest:
                some = os.read(self.back, 1 << 20)
                if not some:
                    raise SystemExit("the browser ended")
                self.rest += some
            text, self.rest = self.rest.split(b"\0", 1)
            answer = json.loads(text)
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]

    def open(self, url, script):
        """A new page; the script runs in it before any of its own."""
        self.send("Page.navigate", url="about:blank")
        known = self.send("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
        self.send("Page.navigate", url=url)
        self.send("Page.removeScriptToEvaluateOnNewDocument", identifier=known)

    def ask(self, expression):
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.out)
        os.close(self.back)
        self.profile.cleanup()
