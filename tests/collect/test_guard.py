"""The guard: the public web, and what a workspace allows beside it."""

import socket

import pytest

from tolqyn.collect.guard import Guard, Passage, passage
from tolqyn.model.rejected import Reason

INSIDE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
    "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2001:db8::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"]


def found(ip: str) -> tuple[int, int, int, str, tuple[str, int]]:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    return (family, socket.SOCK_STREAM, 0, "", (ip, 80))


@pytest.mark.parametrize("ip", INSIDE)
def test_no_socket_leads_inside(ip: str) -> None:
    request = Passage(by_name=False)
    token = passage.set(request)
    with pytest.raises(PermissionError):
        Guard(()).socket(found(ip))
    passage.reset(token)
    assert request.refused
    host = f"[{ip}]" if ":" in ip else ip
    refusal = Guard(()).refusal(f"http://{host}/")
    assert refusal and refusal.reason is Reason.REFUSED_ADDRESS


@pytest.mark.parametrize("ip", OUTSIDE)
def test_the_public_network_is_open(ip: str) -> None:
    Guard(()).socket(found(ip)).close()
    assert Guard(()).refusal(f"http://[{ip}]/" if ":" in ip else f"https://{ip}:443/") is None


def test_what_is_allowed_by_block_or_name() -> None:
    Guard(("10.0.0.0/8",)).socket(found("10.1.2.3")).close()
    with pytest.raises(PermissionError):
        Guard(("10.0.0.0/8",)).socket(found("192.168.0.1"))
    guard = Guard(("*.мой.test", "archive.local"))
    assert guard.refusal("http://archive.local:8080/") is None
    refusal = guard.refusal("http://archive.example:8080/")
    assert refusal and refusal.reason is Reason.REFUSED_ADDRESS
    token = passage.set(Passage(by_name=guard.by_name("archive.local")))
    guard.socket(found("127.0.0.1")).close()
    passage.reset(token)


@pytest.mark.parametrize("address", ["http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/"])
def test_other_spellings_of_inside(address: str) -> None:
    refusal = Guard(()).refusal(address)
    assert refusal and refusal.reason is Reason.REFUSED_ADDRESS
