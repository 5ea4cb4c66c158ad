"""Build limen: the executor is compiled by mypyc where there is a C compiler, and is plain Python where there is none.

LIMEN_PURE=1               do not compile
LIMEN_REQUIRE_COMPILED=1   fail instead of falling back to plain Python
LIMEN_OPT=0..3             the C compiler's optimisation level, 2 unless told

An editable install is not compiled unless LIMEN_REQUIRE_COMPILED=1: compiled modules next to the sources would hide every edit.
"""

from __future__ import annotations

import ast
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
FAST_PATHS = EXECUTOR / "fastpaths.py"  # and fastpaths.h
# instructions.py is the source of dispatch.py and generate.py makes it; host.py meets arbitrary host objects, where
# compiled type checks are in the way; errors.py derives from builtin exceptions, which mypyc cannot compile; the
# snapshots set fields by name, for which compiled code is no faster
NOT_COMPILED = {"instructions.py", "generate.py", "host.py", "errors.py", "snapshot.py", "shared.py"}
# of the guest modules, those with iterators of their own: a class that is not compiled cannot inherit from one that is
COMPILED_MODULES = ("collections.py", "dataclasses.py", "itertools.py")
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


def declare_fast_paths() -> None:
    """Tell mypyc to call fastpaths.h where the executor calls fastpaths.py, and for indexing and `type` everywhere."""
    from mypyc.ir.ops import ERR_FALSE, ERR_MAGIC, ERR_NEVER
    from mypyc.ir.rtypes import (
        bit_rprimitive,
        bool_rprimitive,
        dict_rprimitive,
        int64_rprimitive,
        list_rprimitive,
        object_rprimitive,
    )
    from mypyc.primitives.registry import function_op, method_op

    types = {"i64": int64_rprimitive, "bool": bool_rprimitive}
    types |= {"list[object]": list_rprimitive, "list[str]": list_rprimitive, "dict[str, object]": dict_rprimitive}
    for node in ast.parse(FAST_PATHS.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            result = types[ast.unparse(node.returns)]
            function_op(
                name=f"limen.executor.fastpaths.{node.name}",
                arg_types=[types[ast.unparse(arg.annotation)] for arg in node.args.args],
                return_type=result,
                c_function_name=f"Limen_{node.name}",
                error_kind=ERR_MAGIC if result is bool_rprimitive else ERR_NEVER,
            )
    item = [list_rprimitive, int64_rprimitive]
    method_op("__getitem__", item, object_rprimitive, "Limen_list_get", ERR_MAGIC, priority=10)
    item = [*item, object_rprimitive]
    method_op(
        "__setitem__", item, bit_rprimitive, "Limen_list_set", ERR_FALSE, steals=[False, False, True], priority=10
    )
    function_op(
        "builtins.type", [object_rprimitive], object_rprimitive, "Limen_type", ERR_NEVER, is_borrowed=True, priority=10
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

        if os.name == "posix":
            declare_fast_paths()
        found = mypycify([*MYPY, *compiled_sources()], opt_level=os.environ.get("LIMEN_OPT", "2"))
    except (Exception, SystemExit) as error:  # mypycify exits on a type error
        fall_back(f"mypyc could not translate the executor ({type(error).__name__}: {error})")
        return []
    if os.name == "posix":
        for extension in found:
            own = [
                *COMPILE,
                "-include",
                str(FAST_PATHS.with_suffix(".h").resolve()),
                *(COMPILE_GCC if is_gcc() else []),
            ]
            extension.extra_compile_args = [*extension.extra_compile_args, *own]
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
