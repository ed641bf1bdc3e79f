"""The numbers of TestSmoothIsThatOfOptax: pip install optax; python smooth.py"""
import jax.numpy as jnp
import optax

hard = jnp.eye(3)[jnp.array([2, 0, 1, 2])]
for rate in 0.0, 0.1, 0.25, 1.0:
    print(rate, [round(float(x), 8) for x in optax.smooth_labels(hard, rate).ravel()])
soft = jnp.array([[0.7, 0.2, 0.1], [0, 0.5, 0.5], [1, 0, 0], [0.25, 0.25, 0.5]])
print("soft", [round(float(x), 8) for x in optax.smooth_labels(soft, 0.3).ravel()])
