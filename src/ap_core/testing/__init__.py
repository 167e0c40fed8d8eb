"""For those who import us: strategies that make records, and checks of what their own code must keep.

Needs the extra ``testing`` (Hypothesis). Import what you need from its modules: :mod:`ap_core.testing.strategies`.
"""
