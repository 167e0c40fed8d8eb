"""Numbers that identify pupils, schools and providers: is one well formed, and what in it is wrong.

One module a number, each with the same four functions: ``compact`` takes off what people write between the
characters, ``validate`` gives the number in that form or tells every fault, ``is_valid`` answers yes or no, and
``format`` writes it as it is usually shown. A number that is well formed may still have been given to nobody. No error
repeats the number.

>>> from ap_core.pupils.identifiers import laestab, uln, upn
>>> upn.is_valid("b801200005001"), uln.is_valid("1000102508"), laestab.format("8011234")
(True, False, '801/1234')
"""
