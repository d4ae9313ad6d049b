#!/usr/bin/env python3
"""A small network trained for 1,000 steps once more, in NumPy: every parameter and the last loss agree to 1e-10.

usage: check_training.py PROGRAM    PROGRAM is print_training
"""
import subprocess
import sys

try:
    import numpy as np
except ImportError:
    print("skipped: no NumPy")
    sys.exit(0)

STEPS, BATCHES, LAYERS, TOLERANCE = 1000, 11, 3, 1e-10
ALPHA, BETA, BETA1, BETA2, EPSILON, LEAK = 0.01, 0.9, 0.9, 0.999, 1e-8, 0.01

BENDS = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "leaky_relu": (lambda z: np.where(z > 0, z, LEAK * z), lambda z: np.where(z > 0, 1, LEAK)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
}


def gradients(parameters, X, Y, activation, l2):
    """The loss and its gradients by name, for parameters W1, b1, W2 …"""
    bend, bend_slope = BENDS[activation]
    m = X.shape[1]
    A, Z = {0: X}, {}
    for l in range(1, LAYERS + 1):
        Z[l] = parameters[f"W{l}"] @ A[l - 1] + parameters[f"b{l}"]
        A[l] = bend(Z[l])
    shifted = Z[LAYERS] - Z[LAYERS].max(axis=0)
    log_sum = np.log(np.exp(shifted).sum(axis=0))
    J = (log_sum - (shifted * Y).sum(axis=0)).mean()
    J += l2 / 2 * sum((parameters[f"W{l}"] ** 2).sum() for l in range(1, LAYERS + 1))
    found = {}
    dZ = (np.exp(shifted - log_sum) - Y) / m
    for l in range(LAYERS, 0, -1):
        found[f"W{l}"] = dZ @ A[l - 1].T + l2 * parameters[f"W{l}"]
        found[f"b{l}"] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dZ = parameters[f"W{l}"].T @ dZ * bend_slope(Z[l - 1])
    return J, found


def clipped(found, limit):
    length = np.sqrt(sum((g ** 2).sum() for g in found.values()))
    return found if limit == 0 or length <= limit else {name: g * limit / length for name, g in found.items()}


def descend(optimizer, t, parameter, g, memory):
    if optimizer == "sgd":
        return parameter - ALPHA * g
    if optimizer == "momentum":
        memory["v"] = BETA * memory["v"] - ALPHA * g
        return parameter + memory["v"]
    if optimizer == "averaged_momentum":
        memory["v"] = BETA * memory["v"] + (1 - BETA) * g
        return parameter - ALPHA * memory["v"]
    memory["m"] = BETA1 * memory["m"] + (1 - BETA1) * g
    memory["v"] = BETA2 * memory["v"] + (1 - BETA2) * g ** 2
    return parameter - ALPHA * memory["m"] / (1 - BETA1 ** t) / (np.sqrt(memory["v"] / (1 - BETA2 ** t)) + EPSILON)


def check(program, optimizer, activation, l2, clip):
    text = subprocess.run([program, optimizer, activation, str(l2), str(clip)], check=True, capture_output=True,
                          text=True).stdout
    given = {}
    for line in text.splitlines():
        name, rows, cols, *numbers = line.split()
        given[name] = np.array([float.fromhex(x) for x in numbers]).reshape(int(cols), int(rows)).T
    names = [kind + str(l) for l in range(1, LAYERS + 1) for kind in "Wb"]
    parameters = {name: given["start." + name] for name in names}
    memories = {name: {"m": 0 * parameters[name], "v": 0 * parameters[name]} for name in names}
    for t in range(1, STEPS + 1):
        J, found = gradients(parameters, given[f"X{t % BATCHES}"], given[f"Y{t % BATCHES}"], activation, l2)
        found = clipped(found, clip)
        for name in names:
            parameters[name] = descend(optimizer, t, parameters[name], found[name], memories[name])
    worst = max(np.abs(parameters[name] - given["end." + name]).max() for name in names)
    worst = max(worst, abs(J - given["J"][0, 0]))
    moved = max(np.abs(parameters[name] - given["start." + name]).max() for name in names)
    print(f"{optimizer}, {activation}, L2 {l2}, clip {clip}: moved {moved:.2f}, worst difference {worst:.1e}")
    assert worst <= TOLERANCE and moved > 0.01


for optimizer in ("sgd", "momentum", "averaged_momentum", "adam"):
    for activation in BENDS:
        check(sys.argv[1], optimizer, activation, 0, 0)
    check(sys.argv[1], optimizer, "tanh", 0.01, 0)
    check(sys.argv[1], optimizer, "sigmoid", 0, 0.01)
