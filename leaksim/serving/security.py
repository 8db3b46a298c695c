"""Headers that every answer carries, and the kinds of messages that may reach a browser."""

from __future__ import annotations

_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob:",  # blob: anywidget imports its modules from blob addresses
        "style-src 'self' 'unsafe-inline'",  # the widget libraries insert style elements and attributes
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS: dict[str, str] = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # the address of an exercise is its key
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# What a page needs to live. Everything else (streams, tracebacks, echoed source) stays on the server.
BROWSER_MESSAGE_TYPES = frozenset(
    {
        "clear_output",
        "comm_close",
        "comm_info_reply",
        "comm_msg",
        "comm_open",
        "display_data",
        "kernel_info_reply",
        "shutdown_reply",
        "status",
        "update_display_data",
    }
)
