"""Tests of the compiler and the VM, with CPython as the oracle."""
