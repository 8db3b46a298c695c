"""Bulletin-board threads and social-network posts with replies."""

from __future__ import annotations

from ...domain.documents import EXERCISE_MARK, Post, Thread
from ...domain.kinds import Language
from ...domain.scenario_evidence import ThreadSpec
from ..context import Context


def build_thread(spec: ThreadSpec, context: Context, language: Language) -> Thread:
    posts = tuple(
        Post(
            number=number,
            author=context.write(post.author, language, spec.id, "author", number),
            posted_at=context.moment(post.at).isoformat(timespec="minutes"),
            body=context.write(post.body, language, spec.id, "post", number).rstrip(),
            handle=context.words(language).render(post.handle),
            counts=tuple((name, context.number(count)) for name, count in post.counts.items()),
        )
        for number, post in enumerate(spec.posts, start=1)
    )
    return Thread(
        style=spec.style,
        site=f"{context.write(spec.site, language, spec.id, 'site')} ({EXERCISE_MARK})",
        address=context.words(language).render(spec.address),
        title=context.write(spec.heading, language, spec.id, "heading"),
        posts=posts,
    )
