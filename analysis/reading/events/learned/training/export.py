"""Writes the trained encoder as one ONNX file, its weights as int8 by channel.

Weights are made floats again when the file is loaded (the graph casts and scales them, which onnxruntime folds into
constants), so all arithmetic is of floats. Attention, layer norm and GELU are onnxruntime's fused operators.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from analysis.reading.events.learned.training.model import EPSILON, HEADS, PARTY, WIDTH, WORD_HEADS, Params

MICROSOFT = "com.microsoft"
_FAR = -1e9


def quantise(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """The weights as int8, and the scale of each channel, with one length along `axis`."""
    scale = np.maximum(np.abs(weight).max(axis=axis, keepdims=True), 1e-8).astype(np.float32) / np.float32(127)
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def round_weights(params: Params) -> Params:
    """The weights as they are after the file was loaded: rounded to int8 and made floats again."""

    def rounded(weight: np.ndarray, axis: int) -> np.ndarray:
        whole, scale = quantise(np.asarray(weight), axis)
        return whole.astype(np.float32) * scale

    layers = [
        layer | {n: layer[n] | {"weight": rounded(layer[n]["weight"], 0)} for n in ("qkv", "out", "up", "down")}
        for layer in params["layers"]
    ]
    return params | {"words": rounded(params["words"], 1), "layers": layers}


class _Graph:
    """Collects the nodes and the constants of a graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Adds a node with one output; gives its name."""
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def keep(self, values: np.ndarray) -> str:
        """Adds a constant; gives its name."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weight(self, values: np.ndarray) -> str:
        """Adds a matrix as int8 that becomes floats when the graph is loaded."""
        whole, scale = quantise(np.asarray(values), 0)
        return self.add("Mul", self.add("Cast", self.keep(whole), to=TensorProto.FLOAT), self.keep(scale))

    def dense(self, x: str, params: Params) -> str:
        """Adds a small layer with weights as floats."""
        weight, bias = (self.keep(np.asarray(params[name], np.float32)) for name in ("weight", "bias"))
        return self.add("Add", self.add("MatMul", x, weight), bias)

    def norm(self, params: Params) -> tuple[str, str]:
        """Adds the constants of a layer norm."""
        return self.keep(np.asarray(params["scale"])), self.keep(np.asarray(params["bias"]))


def write_onnx(params: Params, path: Path) -> None:
    """Writes the encoder: `ids` and `lengths` give the logits `words` and `parties`."""
    graph = _Graph()
    x = _add_embeddings(graph, params)
    for layer in params["layers"]:
        x = _add_layer(graph, x, layer)
    beside = graph.add("Concat", x, _add_pool(graph, x, params["pool"]), axis=2)
    heads = [_widen(params["heads"][name]) for name in WORD_HEADS]
    merged = {key: np.concatenate([head[key] for head in heads], axis=-1) for key in ("weight", "bias")}
    _rename(graph, graph.dense(beside, merged), "words")
    _rename(graph, _add_parties(graph, x, params), "parties")
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT32, ["rows", "pieces"])]
    inputs += [helper.make_tensor_value_info("lengths", TensorProto.INT32, ["rows"])]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("words", "parties")]
    made = helper.make_graph(graph.nodes, "coder", inputs, outputs, graph.constants)
    operators = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    path.write_bytes(
        helper.make_model(made, opset_imports=operators, ir_version=8).SerializeToString(deterministic=True)
    )


def _widen(head: Params) -> Params:
    """A head that is shown the word alone, as one that is shown the sentence too."""
    weight = np.asarray(head["weight"])
    return {"weight": np.pad(weight, ((0, 2 * WIDTH - len(weight)), (0, 0))), "bias": np.asarray(head["bias"])}


def _add_pool(graph: _Graph, x: str, params: Params) -> str:
    """Beside each piece the mean of its sentence that it attends to; what fills up a row is far."""
    near = graph.add("Transpose", graph.dense(x, params["near"]), perm=[0, 2, 1])
    scores = graph.add("MatMul", graph.dense(x, params["word"]), near)
    scores = graph.add("Mul", scores, graph.keep(np.float32(1 / np.sqrt(PARTY))))
    zero, one = (graph.keep(np.array(n, np.int64)) for n in (0, 1))
    width = graph.add("Gather", graph.add("Shape", "ids"), one, axis=0)
    places = graph.add("Cast", graph.add("Range", zero, width, one), to=TensorProto.INT32)
    lengths = graph.add("Unsqueeze", "lengths", graph.keep(np.array([1], np.int64)))
    beyond = graph.add("Cast", graph.add("GreaterOrEqual", places, lengths), to=TensorProto.FLOAT)
    far = graph.add("Mul", beyond, graph.keep(np.float32(_FAR)))
    scores = graph.add("Add", scores, graph.add("Unsqueeze", far, graph.keep(np.array([1], np.int64))))
    return graph.add("MatMul", graph.add("Softmax", scores, axis=-1), x)


def _rename(graph: _Graph, name: str, output: str) -> None:
    graph.nodes.append(helper.make_node("Identity", [name], [output], name=output))


def _add_embeddings(graph: _Graph, params: Params) -> str:
    whole, scale = quantise(np.asarray(params["words"]), 1)
    rows = graph.add("Cast", graph.add("Gather", graph.keep(whole), "ids"), to=TensorProto.FLOAT)
    x = graph.add("Mul", rows, graph.add("Gather", graph.keep(scale), "ids"))
    zero, one, axis = (graph.keep(np.array([n], np.int64)) for n in (0, 1, 0))
    end = graph.add("Slice", graph.add("Shape", "ids"), one, graph.keep(np.array([2], np.int64)), zero)
    positions = graph.add("Slice", graph.keep(np.asarray(params["positions"], np.float32)), zero, end, axis)
    x = graph.add("Add", x, positions)
    return graph.add("LayerNormalization", x, *graph.norm(params["norm"]), epsilon=EPSILON)


def _add_layer(graph: _Graph, x: str, layer: Params) -> str:
    bias = {name: graph.keep(np.asarray(layer[name]["bias"])) for name in ("qkv", "out", "up", "down")}
    weight = {name: graph.weight(layer[name]["weight"]) for name in ("qkv", "out", "up", "down")}
    mixed = graph.add("Attention", x, weight["qkv"], bias["qkv"], "lengths", domain=MICROSOFT, num_heads=HEADS)
    x = _add_skip(graph, graph.add("MatMul", mixed, weight["out"]), x, layer["norm1"], bias["out"])
    inner = graph.add("BiasGelu", graph.add("MatMul", x, weight["up"]), bias["up"], domain=MICROSOFT)
    return _add_skip(graph, graph.add("MatMul", inner, weight["down"]), x, layer["norm2"], bias["down"])


def _add_skip(graph: _Graph, x: str, skipped: str, norm: Params, bias: str) -> str:
    return graph.add(
        *("SkipLayerNormalization", x, skipped, *graph.norm(norm), bias), domain=MICROSOFT, epsilon=EPSILON
    )


def _add_parties(graph: _Graph, x: str, params: Params) -> str:
    """The scores of source and target, `(rows, 2, pieces, pieces + 1)`."""
    sides, axis = [], graph.keep(np.array([1], np.int64))
    for side in ("source", "target"):
        trigger = graph.dense(x, params[side]["trigger"])
        word = graph.add("Transpose", graph.dense(x, params[side]["word"]), perm=[0, 2, 1])
        scores = graph.add("MatMul", trigger, word)
        scores = graph.add("Mul", scores, graph.keep(np.float32(4 / np.sqrt(PARTY))))
        none = graph.add("MatMul", trigger, graph.keep(np.asarray(params[side]["none"]).reshape(PARTY, 1)))
        none = graph.add("Add", none, graph.keep(np.asarray(params[side]["bias"])))
        sides.append(graph.add("Unsqueeze", graph.add("Concat", scores, none, axis=2), axis))
    return graph.add("Concat", *sides, axis=1)
