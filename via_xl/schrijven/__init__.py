"""Model and outcome → workbooks. One module a sheet; :mod:`via_xl.schrijven.boek` is the only one that writes."""
