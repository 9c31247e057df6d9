"""What the operating system says about a file that can't be written or read, in Dutch."""

from __future__ import annotations

import errno

_REDENEN = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.EROFS: "de schijf is alleen-lezen",
    errno.ENOTDIR: "een deel van het pad is een bestand, geen map",
    errno.EISDIR: "het is een map, geen bestand",
    errno.ENXIO: "het is geen gewoon bestand maar een pijp of apparaat",
    errno.EEXIST: "er staat al een bestand met die naam",
    errno.ENOENT: "het pad bestaat niet",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EPIPE: "de ontvanger luistert niet meer",
    errno.EIO: "de schijf geeft een fout",
}


def reden(fout: OSError) -> str:
    """Why the operating system refused, in a few Dutch words; for a rare reason in the system's own words."""
    return _REDENEN.get(fout.errno or 0) or fout.strerror or type(fout).__name__
