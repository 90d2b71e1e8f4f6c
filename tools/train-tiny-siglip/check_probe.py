"""Holds the vectors that the project's code made against those of Python's onnxruntime. Usage: check_probe.py MODEL_DIR PROBE_DIR"""

import json
import sys

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

LEAST_COSINE = 0.999

model, probe = sys.argv[1:]
tokenizer = Tokenizer.from_file(f"{model}/tokenizer.json")
vision = onnxruntime.InferenceSession(f"{model}/onnx/vision_model.onnx")
text = onnxruntime.InferenceSession(f"{model}/onnx/text_model.onnx")


def pooled(session: onnxruntime.InferenceSession, **inputs: np.ndarray) -> np.ndarray:
    vector = session.run(["pooler_output"], inputs)[0][0]
    return vector / np.linalg.norm(vector)


def ids_of(words: str) -> np.ndarray:
    ids = tokenizer.encode(words).ids
    if len(ids) > 64:
        ids = [*ids[:63], 1]
    return np.array([ids + [1] * (64 - len(ids))], np.int64)


with open(f"{probe}/probe.json") as file:
    made = json.load(file)
worst = 1.0
for each in made["texts"]:
    worst = min(worst, float(pooled(text, input_ids=ids_of(each["text"])) @ np.array(each["vector"])))
for each in made["images"]:
    pixels = np.fromfile(f"{probe}/{each['tensor']}", np.float32).reshape(1, 3, 224, 224)
    worst = min(worst, float(pooled(vision, pixel_values=pixels) @ np.array(each["vector"])))
print(f"{len(made['texts'])} texts, {len(made['images'])} pictures: worst cosine {worst:.6f}")
if worst < LEAST_COSINE:
    sys.exit(f"the project's vectors differ from Python's: {worst} < {LEAST_COSINE}")
