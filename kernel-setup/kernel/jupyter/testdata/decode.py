"""Decodes frames with Jupyter's own code: hexadecimal frames as JSON from standard input, the message as JSON to standard output.

    python decode.py secret < frames
"""
import json
import sys

from jupyter_client.session import Session, json_packer

session = Session(key=sys.argv[1].encode())
frames = [bytes.fromhex(frame) for frame in json.load(sys.stdin)]
identities, rest = session.feed_identities(frames)
message = session.deserialize(rest)
message["identities"] = [identity.hex() for identity in identities]
message["buffers"] = [bytes(buffer).hex() for buffer in message["buffers"]]
print(json_packer(message).decode())
