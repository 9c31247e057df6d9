"""What a person made in a master, carried along to a master that is made anew, or named when it can't be.

``beeld`` knows what the program itself makes, ``verhuizing`` where a cell of the old master is in the new one, ``formules``
writes a formula for its new place, ``opmaak`` the styles, ``delen`` the parts of the package, ``bladen`` the sheets of the
user, ``naastwerk`` what they put on the program's sheets, and ``meenemen`` does it all in order.
"""
