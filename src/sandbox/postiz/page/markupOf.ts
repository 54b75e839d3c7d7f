/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/**
 * An instant, in UTC until the page's script writes it in the reader's zone.
 * @param how `clock` 14:30:00.341, `minute` 14:30:00, `ago` and `until` relative to now
 */
export function timeMarkup(iso: string, how: 'clock' | 'minute' | 'ago' | 'until'): string {
  const shown = how === 'clock' ? iso.slice(11, 23) : iso.slice(11, 19)
  return `<time datetime="${iso}" data-how="${how}" title="${iso}">${shown}</time>`
}

/** 341 ms, 1.2 s, 3 min, 2 h. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`
  return `${Math.round(ms / 3_600_000)} h`
}
