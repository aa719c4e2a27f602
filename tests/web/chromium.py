"""A real browser, driven through two pipes by the DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
# The browser reads commands from descriptor 3 and writes answers to 4.
_SHELL = 'exec 3<&"$0" 4>&"$1"; shift; exec "$@"'


class Page:
    """One tab; ``errors`` holds what the browser complained about."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._held = b""
        self._number = 0
        self._session: str | None = None
        self.errors: list[str] = []
        self.ours = ("file:", "about:")
        """How the addresses begin that a page may ask for."""

    def attach(self) -> None:
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        found = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = found["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {
            "id": self._number,
            "method": method,
            "params": params,
        }
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def wait(self, method: str) -> None:
        while self._next().get("method") != method:
            pass

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            piece = os.read(self._answers, 1 << 16)
            assert piece, "the browser went away"
            self._held += piece
        data, _, self._held = self._held.partition(b"\0")
        answer: dict[str, Any] = json.loads(data)
        params = answer.get("params", {})
        if answer.get("method") == "Runtime.exceptionThrown":
            self.errors.append(str(params["exceptionDetails"]))
        elif answer.get("method") == "Log.entryAdded":
            self.errors.append(params["entry"]["text"])
        elif answer.get("method") == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith(self.ours):
                self.errors.append(f"asked for {url}")
        return answer

    def open(self, path: Path, *, width: int = 1280, scripts: bool = True) -> None:
        self.visit(path.as_uri(), width=width, scripts=scripts)

    def visit(self, url: str, *, width: int = 1280, scripts: bool = True) -> None:
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.size(width)
        self.send("Page.navigate", url=url)
        self.wait("Page.loadEventFired")

    def size(self, width: int, height: int = 800) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def scheme(self, name: str) -> None:
        """Prefer ``dark`` or ``light``."""
        wanted = [{"name": "prefers-color-scheme", "value": name}]
        self.send("Emulation.setEmulatedMedia", features=wanted)

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        found = self.send("Page.captureScreenshot", captureBeyondViewport=whole)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(found["data"]))

    def until(self, expression: str) -> Any:  # noqa: ANN401 - whatever a page answers
        """Ask again until the answer is true; pages may be changing meanwhile."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            found = self.send(
                "Runtime.evaluate", expression=expression, returnByValue=True
            )
            if found["result"].get("value"):
                return found["result"]["value"]
            time.sleep(0.02)
        raise AssertionError(f"never true: {expression}; {self.errors}")

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - whatever a page answers
        found = self.send(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str, code: str = "") -> None:
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        number = {"Enter": 13, "Escape": 27}.get(key, 0)
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=code,
                windowsVirtualKeyCode=number,
                **({"text": text} if kind == "keyDown" and text else {}),
            )

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Start the browser with a profile of its own, and end it."""
    assert PROGRAM is not None
    theirs, commands = os.pipe()
    answers, ours = os.pipe()
    command = ["bash", "-c", _SHELL, str(theirs), str(ours), PROGRAM]
    options = "--headless --no-sandbox --disable-gpu --remote-debugging-pipe"
    process = subprocess.Popen(
        [*command, *options.split(), f"--user-data-dir={profile}", "about:blank"],
        pass_fds=(theirs, ours),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    os.close(ours)
    try:
        page = Page(commands, answers)
        page.attach()
        yield page
    finally:
        os.close(commands)
        os.close(answers)
        process.terminate()
        process.wait(timeout=20)
