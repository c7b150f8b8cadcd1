"""Fine-tunes the encoder and its heads on labelled examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax

from analysis.reading.events.learned.training.examples import NONE, Example, fill_batch, make_batches, pack_rows
from analysis.reading.events.learned.training.model import Params, embed, encode, score_words

STATUS_WEIGHTS = (1.0, 2.0, 1.5)  # of yes, no, unsure: the rare ones count more
QUIET_WEIGHT = 0.4  # of a word that is no trigger, beside 1 of a trigger
LOSS_WEIGHTS = {"modality": 1.0, "frame": 0.5, "mutual": 0.3, "source": 0.7, "target": 0.7}
WARM, LEAST = 0.1, 0.05  # share of the steps in which the rate rises; of its peak at the end
AVERAGED, EVERY = 2 / 3, 4  # of the steps after this share, every fourth goes into the mean
_HEADS = ("heads", "pool", "source", "target")
_SHOWN = ("ids", "positions", "segments")
_FAR = -1e9


@dataclass(frozen=True, slots=True)
class Plan:
    """How the encoder is trained.

    Attributes:
        layers: of the base model, from the first.
        frozen: of these, how many stay as they are, with the words' embeddings.
        epochs: times that each sentence is seen.
        rate: highest learning rate of the encoder.
        head_rate: that of the heads.
        dropout: share of each state that is dropped.
        decay: weight decay.
        smoothing: share of the probability that is spread over all labels.
        seed: of order, dropout and new weights.
    """

    layers: int = 4
    frozen: int = 1
    epochs: int = 3
    rate: float = 2e-4
    head_rate: float = 2e-3
    dropout: float = 0.15
    decay: float = 0.01
    smoothing: float = 0.05
    seed: int = 1


def embed_examples(params: Params, examples: Sequence[Example], frozen: int) -> list[np.ndarray]:
    """The states of each example's pieces after the layers that stay as they are, `(pieces, WIDTH)`."""
    states: list[np.ndarray] = [np.empty(0)] * len(examples)
    for batch in make_batches(examples, None):
        x = np.asarray(_embed(params, {name: batch[name] for name in _SHOWN}, frozen))
        for i, row, at in batch["places"]:
            states[i] = x[row, at : at + len(examples[i].shown.ids)]
    return states


def train(
    params: Params,
    examples: Sequence[Example],
    states: Sequence[np.ndarray],
    plan: Plan,
    log: Callable[[str], None] = print,
) -> Params:
    """The trained weights: the mean over the last third of the steps, which is steadier than the last.

    Args:
        params: the weights to begin with.
        examples: what is learned from.
        states: of each example, what `embed_examples` gives.
        plan: how.
        log: is told of each epoch.
    """
    rng, key = np.random.default_rng(plan.seed), jax.random.key(plan.seed, impl="rbg")
    packed = [pack_rows(examples, rng) for _ in range(plan.epochs)]
    steps = sum(map(len, packed))
    trained = {name: params[name] for name in _HEADS} | {"layers": params["layers"][plan.frozen :]}
    trained = jax.tree.map(jnp.copy, trained)
    state, total, count, step = _adam(plan).init(trained), None, 0, 0
    for epoch, rows in enumerate(packed, 1):
        losses = []
        for members in rows:
            batch = fill_batch(examples, members, states)
            key, own = jax.random.split(key)
            trained, state, loss = _update(plan, trained, state, batch, own, np.float32(_find_pace(step, steps)))
            losses.append(loss)
            step += 1
            if step > steps * AVERAGED and step % EVERY == 0:
                total, count = _add(total, trained) if total else jax.tree.map(jnp.copy, trained), count + 1
        log(f"epoch {epoch}: loss {float(np.mean(jax.device_get(losses))):.3f}")
    trained = jax.tree.map(lambda part: part / count, total)
    return params | trained | {"layers": [*params["layers"][: plan.frozen], *trained["layers"]]}


def _find_pace(step: int, steps: int) -> float:
    """The learning rate at a step, as a share of its peak: it rises to it, then falls as a cosine."""
    warm = max(1, int(WARM * steps))
    if step < warm:
        return (step + 1) / warm
    return LEAST + (1 - LEAST) * (1 + np.cos(np.pi * (step - warm) / max(1, steps - warm))) / 2


def _adam(plan: Plan) -> optax.GradientTransformation:
    return optax.chain(
        optax.clip_by_global_norm(1.0), optax.scale_by_adam(b2=0.98), optax.add_decayed_weights(plan.decay)
    )


@jax.jit
def _add(total: Params, part: Params) -> Params:
    return jax.tree.map(jnp.add, total, part)


@partial(jax.jit, static_argnums=2)
def _embed(params: Params, batch: dict[str, jax.Array], layers: int) -> jax.Array:
    return embed(params, batch, layers)


@partial(jax.jit, static_argnums=0, donate_argnums=(1, 2))
def _update(plan: Plan, trained: Params, state, batch, key, pace):  # noqa: ANN001, ANN202
    loss, gradient = jax.value_and_grad(_measure_loss, argnums=1)(plan, trained, batch, key)
    changes, state = _adam(plan).update(gradient, state, trained)
    rates = {name: plan.rate if name == "layers" else plan.head_rate for name in trained}
    changed = {
        name: jax.tree.map(
            lambda old, change, rate=rates[name]: old - pace * rate * change, trained[name], changes[name]
        )
        for name in trained
    }
    return changed, state, loss


def _measure_loss(plan: Plan, trained: Params, batch: dict[str, jax.Array], key: jax.Array) -> jax.Array:
    """The sum of the heads' losses, each a mean over the words that it is asked of; of triggers per trigger."""
    x = encode(batch["x"], batch["segments"], trained["layers"], key, plan.dropout)
    logits, words = score_words(trained, x, batch["segments"]), batch["root"] >= 0
    loss = _cross_entropy(logits["status"], batch["status"], plan.smoothing, jnp.array(STATUS_WEIGHTS))
    triggers = jnp.maximum((words & (batch["root"] != NONE)).sum(), 1)
    weights = jnp.ones(NONE + 1).at[NONE].set(QUIET_WEIGHT)
    loss += _cross_entropy(logits["root"], batch["root"], plan.smoothing, weights, total=triggers)
    for name in ("modality", "frame", "mutual"):
        loss += LOSS_WEIGHTS[name] * _cross_entropy(logits[name], batch[name], plan.smoothing)
    for name in ("source", "target"):
        loss += LOSS_WEIGHTS[name] * _find_party(logits[name], batch[name], words, batch["segments"])
    return loss


def _cross_entropy(
    logits: jax.Array,
    labels: jax.Array,
    smoothing: float,
    weights: jax.Array | None = None,
    total: jax.Array | None = None,
) -> jax.Array:
    """The loss of the known labels, as a mean by weight, or divided by `total`."""
    known = labels >= 0
    labels = jnp.where(known, labels, 0)
    log = jax.nn.log_softmax(logits)
    own = jnp.take_along_axis(log, labels[..., None], axis=-1)[..., 0]
    each = -(1 - smoothing) * own - smoothing * log.mean(-1)
    weight = known * (1.0 if weights is None else weights[labels])
    return (each * weight).sum() / (jnp.maximum(weight.sum(), 1) if total is None else total)


def _find_party(scores: jax.Array, marks: jax.Array, words: jax.Array, segments: jax.Array) -> jax.Array:
    """The mean loss of a party: minus the log of the share that its words, or none, get of all."""
    near = (segments[:, :, None] == segments[:, None, :]) & words[:, None, :]
    allowed = jnp.concatenate([near, jnp.ones_like(near[:, :, :1])], axis=-1)
    log = jax.nn.log_softmax(jnp.where(allowed, scores, _FAR))
    asked = marks.any(-1)
    own = jax.nn.logsumexp(jnp.where(marks, log, _FAR), axis=-1)
    return -(own * asked).sum() / jnp.maximum(asked.sum(), 1)
