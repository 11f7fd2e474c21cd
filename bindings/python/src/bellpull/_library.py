"""The C library: where it is, and what it declares. The header bellpull.h says who owns what."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from ctypes import POINTER, c_char_p, c_size_t, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any

ABI = 1

OK = 0
SEND, WAIT, EVENT, DONE, FAILED, AWAITING_RESPONSE = range(1, 7)
ALLOWS_KEEPING, ALLOWS_PIECES = 1, 2
LOST_TIMED_OUT, LOST_UNSENT = 1, 2
BODY_LIMIT = 16 << 20

# Texts to be freed are pointers: as `c_char_p` their address would be lost.
FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "jenkins_version": (c_char_p, []),
    "jenkins_abi_check": (c_uint32, [c_uint32]),
    "jenkins_result_code": (c_char_p, [c_uint32]),
    "jenkins_result_remedy": (c_char_p, [c_uint32]),
    "jenkins_job_name": (c_uint32, [c_char_p, c_char_p, POINTER(c_void_p)]),
    "jenkins_string_free": (c_uint32, [c_void_p]),
    "jenkins_client_new": (c_uint32, [c_char_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "jenkins_client_start": (c_uint32, [c_void_p, c_char_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "jenkins_client_free": (c_uint32, [c_void_p]),
    "jenkins_machine_poll": (c_uint32, [c_void_p, c_uint64, POINTER(c_uint32)]),
    "jenkins_machine_method": (c_char_p, [c_void_p]),
    "jenkins_machine_url": (c_char_p, [c_void_p]),
    "jenkins_machine_header": (c_char_p, [c_void_p, c_size_t]),
    "jenkins_machine_body": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "jenkins_machine_allows": (c_uint32, [c_void_p]),
    "jenkins_machine_wait_until": (c_uint64, [c_void_p]),
    "jenkins_machine_event": (c_char_p, [c_void_p]),
    "jenkins_machine_outcome": (c_char_p, [c_void_p]),
    "jenkins_machine_error": (c_char_p, [c_void_p]),
    "jenkins_machine_error_result": (c_uint32, [c_void_p]),
    "jenkins_machine_respond": (c_uint32, [c_void_p, c_uint32, c_char_p, c_char_p, c_size_t]),
    "jenkins_machine_respond_kept": (c_uint32, [c_void_p, c_uint32, c_char_p, c_uint32]),
    "jenkins_machine_head": (c_uint32, [c_void_p, c_uint32, c_char_p]),
    "jenkins_machine_piece": (c_uint32, [c_void_p, c_char_p, c_size_t]),
    "jenkins_machine_end": (c_uint32, [c_void_p]),
    "jenkins_machine_lost": (c_uint32, [c_void_p, c_char_p, c_uint32]),
    "jenkins_machine_woke": (c_uint32, [c_void_p]),
    "jenkins_machine_free": (c_uint32, [c_void_p]),
}


def place() -> str:
    """Where the library is: where BELLPULL_LIBRARY says, or in the package, or where the system finds it."""
    given = os.environ.get("BELLPULL_LIBRARY")
    if given:
        return given
    name = {"darwin": "libbellpull.dylib", "win32": "bellpull.dll"}.get(sys.platform, "libbellpull.so")
    beside = Path(__file__).with_name(name)
    if beside.exists():
        return str(beside)
    versioned = {"darwin": f"libbellpull.{ABI}.dylib", "win32": "bellpull.dll"}.get(sys.platform, f"libbellpull.so.{ABI}")
    return ctypes.util.find_library("bellpull") or versioned


def load() -> ctypes.CDLL:
    """Loads it, checks its ABI, and declares its functions."""
    where = place()
    try:
        library = ctypes.CDLL(where)
    except OSError as why:
        raise ImportError(f"the C library of bellpull cannot be loaded from {where}; set BELLPULL_LIBRARY to where it is: {why}") from why
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    if library.jenkins_abi_check(ABI) != OK:
        raise ImportError(f"{where} has another ABI than {ABI}, which this package is made for")
    return library


LIBRARY = load()


def text(given: bytes | None) -> str:
    """A text of the library's."""
    return "" if given is None else given.decode()


def taken(pointer: c_void_p) -> str | None:
    """A text that is ours to free."""
    if not pointer.value:
        return None
    try:
        return ctypes.string_at(pointer.value).decode()
    finally:
        LIBRARY.jenkins_string_free(pointer)
