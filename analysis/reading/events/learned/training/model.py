"""The encoder and its heads in JAX: BERT's forward pass as in MiniLM, and what is asked of each word.

Sources: Devlin et al. (2019), BERT; Wang et al. (2020), MiniLM; Dozat and Manning (2017), deep biaffine attention.
"""

from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

from analysis.reading.events.learned.labels import CLASSES, FRAMES, MODALITIES, STATUSES
from analysis.reading.events.learned.words import LONGEST, NAME, NATION, PERSON, PLACE, load_tokenizer

WIDTH, HEADS, PARTY = 384, 12, 96  # of a state, attention heads, and of a party's key
POOLED = ("root", "modality", "frame")  # heads that are shown the sentence beside the word
WORD_HEADS = {"status": len(STATUSES), "root": len(CLASSES) + 1, "modality": len(MODALITIES), "frame": len(FRAMES)}
WORD_HEADS |= {"mutual": 2}
_LIKE = {  # names with whose mean a placeholder begins
    PERSON: "john mary ahmed david maria ivan chen smith",
    PLACE: "france peru egypt china kenya london russia syria",
    NATION: "french british chinese russian turkish kenyan syrian german",
    NAME: "un nato eu congress parliament taliban hamas senate",
}
EPSILON = 1e-12
_FAR = -1e9

Params = dict[str, Any]


def load_base(path: Path, layers: int, seed: int) -> Params:
    """The weights of the base model's embeddings and first layers, and new heads."""
    weights, rng = load_file(path), np.random.default_rng(seed)
    names = ("word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight")
    words, positions, kinds = (weights[f"embeddings.{name}"] for name in names)
    vocab = load_tokenizer().get_vocab()
    for placeholder, names in _LIKE.items():
        words[vocab[placeholder]] = words[[vocab[name] for name in names.split()]].mean(0)
    params: Params = {
        "words": words,
        "positions": positions[:LONGEST] + kinds[0],  # all pieces are of the first kind
        "norm": _take_norm(weights, "embeddings.LayerNorm"),
        "layers": [_take_layer(weights, f"encoder.layer.{i}") for i in range(layers)],
        "heads": {n: _make_dense(rng, WIDTH * (2 if n in POOLED else 1), size) for n, size in WORD_HEADS.items()},
        "pool": {"word": _make_dense(rng, WIDTH, PARTY), "near": _make_dense(rng, WIDTH, PARTY)},
    }
    for side in ("source", "target"):
        params[side] = {"trigger": _make_dense(rng, WIDTH, PARTY), "word": _make_dense(rng, WIDTH, PARTY)}
        params[side] |= {"none": rng.normal(0, 0.02, (PARTY,)).astype(np.float32), "bias": np.zeros(1, np.float32)}
    return jax.tree.map(jnp.asarray, params)


def _take_norm(weights: dict[str, np.ndarray], name: str) -> Params:
    return {"scale": weights[f"{name}.weight"], "bias": weights[f"{name}.bias"]}


def _take_dense(weights: dict[str, np.ndarray], name: str) -> Params:
    return {"weight": weights[f"{name}.weight"].T.copy(), "bias": weights[f"{name}.bias"]}


def _take_layer(weights: dict[str, np.ndarray], name: str) -> Params:
    parts = [_take_dense(weights, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    return {
        "qkv": {key: np.concatenate([part[key] for part in parts], axis=-1) for key in ("weight", "bias")},
        "out": _take_dense(weights, f"{name}.attention.output.dense"),
        "norm1": _take_norm(weights, f"{name}.attention.output.LayerNorm"),
        "up": _take_dense(weights, f"{name}.intermediate.dense"),
        "down": _take_dense(weights, f"{name}.output.dense"),
        "norm2": _take_norm(weights, f"{name}.output.LayerNorm"),
    }


def _make_dense(rng: np.random.Generator, inner: int, outer: int) -> Params:
    return {"weight": rng.normal(0, 0.02, (inner, outer)).astype(np.float32), "bias": np.zeros(outer, np.float32)}


def _dense(x: jax.Array, params: Params) -> jax.Array:
    return x @ params["weight"] + params["bias"]


def _normalise(x: jax.Array, params: Params) -> jax.Array:
    mean, spread = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + EPSILON) * params["scale"] + params["bias"]


def _drop(x: jax.Array, key: jax.Array | None, rate: float) -> jax.Array:
    return x if key is None else jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0.0)


def embed(params: Params, batch: dict[str, jax.Array], layers: int) -> jax.Array:
    """The state of each piece after the first layers, `(rows, pieces, WIDTH)`; nothing is dropped out.

    Args:
        params: the weights.
        batch: `(rows, pieces)` each: `ids`, `positions` in the sentence, and the number of the sentence in `segments`.
        layers: how many.
    """
    x = _normalise(params["words"][batch["ids"]] + params["positions"][batch["positions"]], params["norm"])
    return encode(x, batch["segments"], params["layers"][:layers])


def encode(
    x: jax.Array, segments: jax.Array, layers: list[Params], key: jax.Array | None = None, rate: float = 0.0
) -> jax.Array:
    """The state of each piece after some more layers; with a random key, a share `rate` is dropped out."""
    keys = iter([None] * 99 if key is None else jax.random.split(key, 2 * len(layers) + 1))
    x = _drop(x, next(keys), rate)
    far = jnp.where(segments[:, None, :, None] == segments[:, None, None, :], 0.0, _FAR)
    for layer in layers:
        x = _normalise(x + _drop(_attend(x, far, layer), next(keys), rate), layer["norm1"])
        inner = jax.nn.gelu(_dense(x, layer["up"]), approximate=False)
        x = _normalise(x + _drop(_dense(inner, layer["down"]), next(keys), rate), layer["norm2"])
    return x


def _attend(x: jax.Array, far: jax.Array, layer: Params) -> jax.Array:
    rows, n, _ = x.shape
    split = _dense(x, layer["qkv"]).reshape(rows, n, 3, HEADS, WIDTH // HEADS).transpose(2, 0, 3, 1, 4)
    scores = split[0] @ split[1].swapaxes(-1, -2) / np.sqrt(WIDTH // HEADS)
    mixed = jax.nn.softmax(scores + far, axis=-1) @ split[2]
    return _dense(mixed.transpose(0, 2, 1, 3).reshape(rows, n, WIDTH), layer["out"])


def score_words(params: Params, x: jax.Array, segments: jax.Array) -> dict[str, jax.Array]:
    """The logits of each head: of a word `(rows, pieces, choices)`, of parties `(rows, triggers, pieces + 1)`.

    The last column of parties is that none is said.
    """
    beside = jnp.concatenate([x, _pool(x, segments, params["pool"])], axis=-1)
    logits = {name: _dense(beside if name in POOLED else x, head) for name, head in params["heads"].items()}
    return logits | {side: _score_parties(x, params[side]) for side in ("source", "target")}


def _pool(x: jax.Array, segments: jax.Array, params: Params) -> jax.Array:
    """Beside each piece a mean of its sentence's states, in which those that it attends to count more.

    The base model was made to put the sense of a sentence into this mean.
    """
    scores = _dense(x, params["word"]) @ _dense(x, params["near"]).swapaxes(-1, -2) / np.sqrt(PARTY)
    far = jnp.where(segments[:, :, None] == segments[:, None, :], 0.0, _FAR)
    return jax.nn.softmax(scores + far, axis=-1) @ x


@jax.jit
def predict(params: Params, batch: dict[str, jax.Array]) -> dict[str, jax.Array]:
    """The logits of a batch, by head."""
    return score_words(params, embed(params, batch, len(params["layers"])), batch["segments"])


def _score_parties(x: jax.Array, params: Params) -> jax.Array:
    trigger, word = _dense(x, params["trigger"]), _dense(x, params["word"])
    scores = jnp.einsum("bqd,bkd->bqk", trigger, word) / np.sqrt(PARTY) * 4
    none = (trigger @ params["none"])[..., None] + params["bias"]
    return jnp.concatenate([scores, none], axis=-1)
