"""The Java side of the cluster: a JDK, OpenSearch's jars out of Maven's cache, and our node, compiled."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "cluster"
# The runner's version by the oldest Java release that it runs on, newest first.
RUNNERS = ((21, "3.8.0.0"), (17, "2.19.1.0"))


class ClusterUnavailable(Exception):
    """The cluster cannot be started here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Jdk:
    """home holds bin/java and bin/javac; release is 17, 21, 25 …"""

    home: Path
    release: int

    @property
    def runner(self) -> str:
        for oldest, runner in RUNNERS:
            if self.release >= oldest:
                return runner
        raise ClusterUnavailable(f"{self.home} is Java {self.release}: OpenSearch needs Java 17, better 21 or newer.")


@dataclass(frozen=True, slots=True)
class Program:
    """What starts a node: the JDK and a class path with KbNode and OpenSearch in it."""

    jdk: Jdk
    classpath: str

    def command(self, options: tuple[str, ...], *arguments: str) -> list[str]:
        return [str(self.jdk.home / "bin" / "java"), *options, "-cp", self.classpath, "KbNode", *arguments]


def find_jdk() -> Jdk:
    """The JDK in KB_TEST_JAVA_HOME, otherwise the newest of the one on the PATH and those installed beside it."""
    if chosen := os.environ.get("KB_TEST_JAVA_HOME"):
        jdk = _jdk_at(Path(chosen))
        if jdk is None:
            raise ClusterUnavailable(f"KB_TEST_JAVA_HOME={chosen} holds no JDK (bin/java, bin/javac, release).")
        return jdk
    found = [jdk for home in _homes() if (jdk := _jdk_at(home))]
    if not found:
        raise ClusterUnavailable("No JDK is on the PATH: install one (21 or newer) or set KB_TEST_JAVA_HOME.")
    return max(found, key=lambda jdk: jdk.release)


def build_program() -> Program:
    """Fetch the jars and compile the node, once for each version: 2 minutes the first time, then nothing.

    Raises ClusterUnavailable if Java or Maven is missing, or if either fails; then with its output.
    """
    jdk = find_jdk()
    folder = BUILD / f"{jdk.runner}-java{jdk.release}-{_fingerprint()}"
    jars = folder / "jars.txt"
    if not _all_there(jars):
        folder.mkdir(parents=True, exist_ok=True)
        fetched = folder / f"jars.{os.getpid()}.txt"
        _fetch(jdk, fetched)
        _compile(jdk, fetched.read_text().strip(), folder)
        fetched.replace(jars)
    return Program(jdk, os.pathsep.join([str(folder), jars.read_text().strip()]))


def _homes() -> Iterator[Path]:
    if (java := shutil.which("java")) is None:
        return
    home = Path(java).resolve().parents[1]
    yield home
    yield from home.parent.iterdir()


def _jdk_at(home: Path) -> Jdk | None:
    release = home / "release"
    if not (release.is_file() and (home / "bin" / "java").exists() and (home / "bin" / "javac").exists()):
        return None
    version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
    return Jdk(home, int(version[1])) if version else None


def _fingerprint() -> str:
    sources = (HERE / "pom.xml").read_bytes() + (HERE / "KbNode.java").read_bytes()
    return hashlib.sha256(sources).hexdigest()[:12]


def _all_there(jars: Path) -> bool:
    return jars.exists() and all(Path(jar).exists() for jar in jars.read_text().strip().split(os.pathsep))


def _fetch(jdk: Jdk, target: Path) -> None:
    if (maven := shutil.which("mvn")) is None:
        raise ClusterUnavailable("Maven (mvn) is not on the PATH: it fetches OpenSearch's jars.")
    options = ["--batch-mode", "--quiet", "--strict-checksums", "-f", str(HERE / "pom.xml")]
    goal = ["dependency:build-classpath", f"-Drunner={jdk.runner}", f"-Dmdep.outputFile={target}"]
    _run([maven, *options, *goal])


def _compile(jdk: Jdk, jars: str, folder: Path) -> None:
    _run([str(jdk.home / "bin" / "javac"), "-cp", jars, "-d", str(folder), str(HERE / "KbNode.java")])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise ClusterUnavailable(f"{Path(command[0]).name} failed:\n{(done.stdout + done.stderr)[-2000:]}")
