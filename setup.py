"""Build limen: the executor is compiled by mypyc where there is a C compiler, and is plain Python where there is none.

LIMEN_PURE=1               do not compile
LIMEN_REQUIRE_COMPILED=1   fail instead of falling back to plain Python
LIMEN_OPT=0..3             the C compiler's optimisation level, 2 unless told

An editable install is not compiled unless LIMEN_REQUIRE_COMPILED=1: compiled modules next to the sources would hide every edit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from setuptools import Extension, setup
from setuptools._distutils.ccompiler import new_compiler
from setuptools._distutils.sysconfig import customize_compiler
from setuptools.command.build_ext import build_ext

EXECUTOR = Path("limen/executor")
# instructions.py is the source of dispatch.py and generate.py makes it; host.py meets arbitrary host objects, where
# compiled type checks are in the way; errors.py derives from builtin exceptions, which mypyc cannot compile; the
# snapshots set fields by name, for which compiled code is no faster
NOT_COMPILED = {"instructions.py", "generate.py", "host.py", "errors.py", "snapshot.py", "shared.py"}
# of the guest modules, those with iterators of their own: a class that is not compiled cannot inherit from one that is
COMPILED_MODULES = ("collections.py", "itertools.py")
MYPY = ["--config-file=", "--follow-imports=silent", "--ignore-missing-imports"]
COMPILE = ["-fvisibility=hidden", "-fno-semantic-interposition", "-w", "-finline-functions"]
# gcc stops inlining into very large functions, and the dispatch loop is one
COMPILE_GCC = ["--param=large-function-growth=3000", "--param=large-function-insns=100000"]
COMPILE_GCC += ["--param=inline-unit-growth=200", "--param=max-inline-insns-auto=40"]
REQUIRED = os.environ.get("LIMEN_REQUIRE_COMPILED") == "1"
BUILDS = {"build", "build_ext", "bdist_wheel", "install"} | ({"editable_wheel", "develop"} if REQUIRED else set())


def compiled_sources() -> list[str]:
    """Return the modules that are compiled: the executor without its prelude, most guest modules, and the files above."""
    files = [*EXECUTOR.glob("*.py"), *(EXECUTOR / "types").glob("*.py")]
    files += [EXECUTOR / "modules" / name for name in COMPILED_MODULES]
    return sorted(str(path) for path in files if path.name not in NOT_COMPILED and path != EXECUTOR / "__init__.py")


def has_compiler() -> bool:
    """Return whether a C file that includes Python.h can be compiled here."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "probe.c")
        source.write_text("#include <Python.h>\nint main(void) { return 0; }\n", "utf-8")
        paths = sysconfig.get_paths()
        compiler = new_compiler()
        customize_compiler(compiler)
        try:
            compiler.compile([str(source)], output_dir=folder, include_dirs=[paths["include"], paths["platinclude"]])
        except Exception:  # every compiler class has its own; whatever it is, there is no compiler to use
            return False
    return True


def is_gcc() -> bool:
    """Return whether the C compiler is gcc: clang does not know its parameters."""
    command = (sysconfig.get_config_var("CC") or "cc").split()[0]
    try:
        said = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return "clang" not in said and ("gcc" in said or "Free Software Foundation" in said)


def fall_back(reason: str) -> None:
    """Say that the build goes on in plain Python, or stop when it must not."""
    if REQUIRED:
        raise SystemExit(f"limen: LIMEN_REQUIRE_COMPILED is set, but {reason}")
    print(
        f"limen: warning: {reason}; building plain Python, which is correct and about 20 times slower", file=sys.stderr
    )


def extensions() -> list[Extension]:
    """Return the extension modules to build; none means plain Python."""
    if os.environ.get("LIMEN_PURE") == "1" or BUILDS.isdisjoint(sys.argv):
        return []
    if not has_compiler():
        fall_back("no C compiler with Python.h was found")
        return []
    try:
        from mypyc.build import mypycify

        found = mypycify([*MYPY, *compiled_sources()], opt_level=os.environ.get("LIMEN_OPT", "2"))
    except (Exception, SystemExit) as error:  # mypycify exits on a type error
        fall_back(f"mypyc could not translate the executor ({type(error).__name__}: {error})")
        return []
    if os.name == "posix":
        for extension in found:
            extension.extra_compile_args = [*extension.extra_compile_args, *COMPILE, *(COMPILE_GCC if is_gcc() else [])]
    return found


class BuildOrFallBack(build_ext):
    """Compile everything or nothing: half a compiled executor does not import."""

    def run(self) -> None:
        """Build the extensions; when one fails, remove those that were built."""
        try:
            super().run()
        except Exception as error:
            fall_back(f"the C compiler failed ({type(error).__name__})")
            for output in self.get_outputs():
                Path(output).unlink(missing_ok=True)
            self.extensions = []
            self.distribution.ext_modules = []


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildOrFallBack})
