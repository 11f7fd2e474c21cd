"""Puts the C library into the package: the one that BELLPULL_LIBRARY names, or one built by cargo from this checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
BUILT, NAME = {
    "darwin": ("libbellpull_c.dylib", "libbellpull.dylib"),
    "win32": ("bellpull_c.dll", "bellpull.dll"),
}.get(sys.platform, ("libbellpull_c.so", "libbellpull.so"))


def library() -> "Path | None":
    given = os.environ.get("BELLPULL_LIBRARY")
    if given:
        return Path(given)
    root = HERE.parent.parent
    if not (root / "bindings/c/Cargo.toml").exists() or shutil.which("cargo") is None:
        return None
    subprocess.run(["cargo", "build", "--package", "bellpull-c", "--profile", "addon"], cwd=root, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR") or root / "target") / "addon" / BUILT


class Build(build_py):
    def run(self) -> None:
        super().run()
        found = library()
        if found is None:
            # The package then looks for one on the system.
            self.warn("no C library goes into the package: BELLPULL_LIBRARY names none, and there is no cargo to build one")
            return
        target = Path(self.build_lib) / "bellpull" / NAME
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, target)


class Wheel(bdist_wheel):
    """For this platform, but for any Python: the library is no extension module."""

    def finalize_options(self) -> None:
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self) -> "tuple[str, str, str]":
        _, _, platform = super().get_tag()
        return "py3", "none", platform


class Platform(Distribution):
    def has_ext_modules(self) -> bool:
        return True


setup(cmdclass={"build_py": Build, "bdist_wheel": Wheel}, distclass=Platform)
