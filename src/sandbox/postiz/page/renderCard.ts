import type { Store } from '../store/openStore.ts'
import type { Publication, PublishedComment } from '../store/publications.ts'
import { durationText, escapeHtml, timeMarkup } from './markupOf.ts'
import { type Platform, platformOf } from './platforms.ts'
import { renderMedia } from './renderMedia.ts'

type Args = { store: Store; publication: Publication }

/** One thing that went live, as its platform would show it, and underneath how punctual it was. */
export function renderCard({ store, publication }: Args): string {
  const { seq, integration, text, media, settings, nth } = publication
  const platform = platformOf(integration.identifier)
  const isStory = settings.post_type === 'story'
  const picture = renderMedia({ store, media, isTall: isStory || platform.name === 'TikTok' })
  const words = `${renderTitle(settings)}${renderText(text, platform)}`
  const body = platform.isMediaFirst ? `${picture}${words}` : `${words}${picture}`
  return `<article class="card" id="p${seq}" data-seq="${seq}" tabindex="-1"
    aria-labelledby="p${seq}-name" style="--brand:${platform.colour}">
  ${renderHead({ publication, platform, isStory })}
  ${nth > 1 ? `<p class="flag">▲ Published ${nth} times. The same post went out again.</p>` : ''}
  ${body}
  ${renderComments(store, publication)}
  ${renderFoot(publication)}
</article>`
}

export function renderMark(platform: Platform): string {
  return `<svg class="mark" viewBox="0 0 24 24" role="img" aria-label="${escapeHtml(platform.name)}" style="--brand:${platform.colour}">${platform.mark}</svg>`
}

type HeadArgs = { publication: Publication; platform: Platform; isStory: boolean }

function renderHead({ publication, platform, isStory }: HeadArgs): string {
  const { seq, integration, organisation, settings } = publication
  const filter = `/sandbox?integration=${encodeURIComponent(integration.id)}`
  const place = typeof settings.board === 'string' ? ` · board ${escapeHtml(settings.board)}` : ''
  const kind = isStory ? ' · Story' : ''
  return `<header class="head">
    <span class="avatar" aria-hidden="true">${escapeHtml(initials(integration.name))}</span>
    <span class="who">
      <a class="name" id="p${seq}-name" href="${filter}">${escapeHtml(integration.name)}</a>
      <span class="sub">${escapeHtml(organisation)}${place}${kind}</span>
    </span>
    <span class="platform">${renderMark(platform)}</span>
  </header>`
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = words.slice(0, 2).map((word) => [...word][0]!)
  return letters.join('').toUpperCase()
}

function renderTitle(settings: Record<string, unknown>): string {
  const target = Array.isArray(settings.subreddit) ? settings.subreddit[0]?.value?.title : undefined
  const title = settings.title ?? settings.subject ?? target
  return typeof title === 'string' && title ? `<h3 class="title">${escapeHtml(title)}</h3>` : ''
}

const longText = 420
const manyLines = 9

function renderText(text: string, platform: Platform): string {
  if (!text) return ''
  const isLong = text.length > longText || text.split('\n').length > manyLines
  const marked = escapeHtml(text)
    .replace(
      /https?:\/\/[^\s<]+[^\s<.,;:!?)\]]/g,
      (url) => `<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`,
    )
    .replace(/(^|\s)([#@][\p{L}\p{N}_.]*[\p{L}\p{N}_])/gu, '$1<span class="tag">$2</span>')
  const lead = platform.name === 'Instagram' ? ' caption' : ''
  const more = isLong
    ? '<button type="button" class="more" aria-expanded="false">Show all</button>'
    : ''
  return `<div class="words${lead}${isLong ? ' long' : ''}"><p>${marked}</p>${more}</div>`
}

function renderComments(store: Store, { comments, commentsToCome }: Publication): string {
  if (comments.length + commentsToCome === 0) return ''
  const items = comments.map((comment) => renderComment(store, comment))
  const next = commentsToCome === 1 ? 'One more follows' : `${commentsToCome} more follow`
  const rest = commentsToCome > 0 ? `<li class="to-come">${next}</li>` : ''
  return `<ol class="comments" aria-label="Comments" data-to-come="${commentsToCome}">${items.join('')}${rest}</ol>`
}

function renderComment(store: Store, { text, media, publishedAt }: PublishedComment): string {
  const picture = renderMedia({ store, media, isTall: false })
  return `<li>${escapeHtml(text)}${picture}<span class="when">${timeMarkup(publishedAt, 'clock')}</span></li>`
}

function renderFoot(publication: Publication): string {
  const { publishDate, publishedAt, firedAt, lateMs, outcome, postId } = publication
  const state =
    outcome === 'PUBLISHED'
      ? '<span class="state published">● published</span>'
      : '<span class="state unknown">◆ live, Postiz says ERROR</span>'
  const lateness = lateMs < 2000 ? 'good' : lateMs < 60_000 ? 'fair' : 'slow'
  const details = {
    'Post id': postId,
    'Switched on': firedAt,
    'Platform id': publication.releaseId,
    'What the platform got': publication.sent,
    Settings: JSON.stringify(publication.settings),
  }
  const rows = Object.entries(details).map(
    ([label, value]) =>
      `<dt>${label}</dt><dd><code>${escapeHtml(value)}</code><button type="button" class="copy" aria-label="Copy: ${label}">Copy</button></dd>`,
  )
  return `<footer class="foot">
    <div class="times">
      <span><span class="label">due</span> ${timeMarkup(publishDate, 'clock')}</span>
      <span class="arrow" aria-hidden="true">→</span>
      <span><span class="label">went</span> ${timeMarkup(publishedAt, 'clock')}</span>
    </div>
    <details class="behind">
      <summary>${state}<span class="late ${lateness}">${durationText(lateMs)} late</span><span class="ago">${timeMarkup(publishedAt, 'ago')}</span></summary>
      <dl>${rows.join('')}</dl>
    </details>
  </footer>`
}
