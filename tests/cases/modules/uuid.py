# forms
import uuid
from uuid import UUID
u = UUID("12345678-1234-5678-9234-567812345678")
print(u, repr(u), u.hex, u.int, u.urn, u.bytes, u.bytes_le, u.fields, u.variant, u.version, u.time, u.clock_seq, u.node, u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low, u.is_safe)
for same in (UUID("{12345678123456789234567812345678}"), UUID("urn:uuid:12345678-1234-5678-9234-567812345678"), UUID(bytes=u.bytes), UUID(bytes_le=u.bytes_le), UUID(fields=u.fields), UUID(int=u.int)): print(same == u, hash(same) == hash(u), end=" ")
print(u < UUID(int=u.int + 1), sorted([UUID(int=2), UUID(int=1)]), int(u) == u.int, {u: 1}[UUID(int=u.int)], u == 5, UUID(int=0).variant, UUID(int=u.int, version=4).version)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://x"), uuid.NAMESPACE_OID, uuid.NAMESPACE_X500, uuid.uuid5(uuid.NAMESPACE_DNS, "é"))
x = uuid.uuid4(); print(x.version, x.variant == uuid.RFC_4122, len(str(x)), x != uuid.uuid4(), type(x).__name__)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: UUID("zz")); t(lambda: UUID()); t(lambda: UUID(bytes=b"a")); t(lambda: UUID(int=-1)); t(lambda: UUID(fields=(1, 2))); t(lambda: UUID(fields=(1 << 40, 0, 0, 0, 0, 0))); t(lambda: UUID("g" * 32)); t(lambda: u < 5); t(lambda: UUID(int=1, version=9)); t(lambda: setattr(u, "int", 3))
import json
t(lambda: json.dumps(u)); print(json.dumps(str(u)), f"{u}", uuid.SafeUUID.unknown)
# ---
# refusals
from uuid import UUID, uuid3, uuid5, NAMESPACE_DNS
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for place, bits in enumerate((32, 16, 16, 8, 8, 48)):
    parts = [0] * 6; parts[place] = 1 << bits; t(lambda: UUID(fields=parts)); parts[place] -= 1; t(lambda: UUID(fields=parts))
for data in (b"", "a" * 16, bytearray(16), b"x" * 17): t(lambda: UUID(bytes=data)); t(lambda: UUID(bytes_le=data))
for text in ("", "-" * 32, "A" * 32, " " + "1" * 31, "1_" * 16, "+" + "1" * 31, "{urn:uuid:" + "a" * 32 + "}"): t(lambda: UUID(text))
t(lambda: UUID(hex="1" * 32, int=5)); t(lambda: UUID(int=1 << 128)); t(lambda: UUID(int=1, version=0)); t(lambda: delattr(UUID(int=1), "int")); t(lambda: uuid5(NAMESPACE_DNS, "x" * 300)); t(lambda: uuid3(NAMESPACE_DNS, ""))
