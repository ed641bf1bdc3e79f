"""Messages as Jupyter's own code puts them on the wire, signed with the key "secret", with what is in them.

    ../../../../.venv/bin/python frames.py > frames.json
"""
import json

from jupyter_client.session import Session

session = Session(key=b"secret", username="ada")
request = session.msg("execute_request", {"code": 'fmt.Println("Grüße, 世界 🙂")', "silent": False})

MESSAGES = [
    ("an empty request", session.msg("kernel_info_request"), [], []),
    ("Unicode", request, [], []),
    ("an answer to somebody", session.msg("execute_reply", {"status": "ok"}, parent=request["header"]), [b"front end", b"\x00\xff"], []),
    ("an output with a topic", session.msg("stream", {"name": "stdout", "text": "a\n\t<b> & \u2028"}, parent=request["header"], metadata={"x": [1, None]}), [b"stream"], []),
    ("buffers", session.msg("comm_msg", {"comm_id": "1", "data": {}}), [], [b"\x00\xff|", b"", b"<IDS|MSG>"]),
]

recorded = []
for name, message, identities, buffers in MESSAGES:
    frames = session.serialize(message, ident=identities) + buffers
    header = {key: str(value) for key, value in json.loads(session.pack(message["header"])).items()}
    recorded.append({
        "name": name,
        "frames": [frame.hex() for frame in frames],
        "identities": [identity.hex() for identity in identities],
        "header": header,
        "parent_id": message["parent_header"].get("msg_id", ""),
        "metadata": message["metadata"],
        "content": message["content"],
        "buffers": [buffer.hex() for buffer in buffers],
    })
print(json.dumps(recorded, indent=1, ensure_ascii=False))
