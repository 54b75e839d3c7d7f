export type Platform = {
  name: string
  colour: string
  /** SVG of 24 × 24, drawn in `currentColor`. */
  mark: string
  /** Whether a reader sees the picture or the words first. */
  isMediaFirst?: boolean
}

const stroke = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'

const letter = (text: string, style = ''): string =>
  `<text x="12" y="17" text-anchor="middle" font-size="14" font-weight="700" fill="currentColor" ${style}>${text}</text>`

const camera = `<g ${stroke}><rect x="5" y="5" width="14" height="14" rx="4.5"/><circle cx="12" cy="12" r="3.4"/></g><circle cx="16" cy="8" r="1.2" fill="currentColor"/>`
const note = `<path ${stroke} d="M13 5v10.2a3 3 0 1 1-3-3M13 5c.3 2.6 2 4 4.5 4.2"/>`
const business = letter('in')

const platforms: Record<string, Platform> = {
  x: { name: 'X', colour: '#16181c', mark: `<path ${stroke} d="M6 6l12 12M18 6L6 18"/>` },
  linkedin: { name: 'LinkedIn', colour: '#0a66c2', mark: business },
  'linkedin-page': { name: 'LinkedIn Page', colour: '#0a66c2', mark: business },
  facebook: { name: 'Facebook', colour: '#1668d8', mark: letter('f') },
  instagram: { name: 'Instagram', colour: '#c72d78', mark: camera, isMediaFirst: true },
  'instagram-standalone': {
    name: 'Instagram',
    colour: '#c72d78',
    mark: camera,
    isMediaFirst: true,
  },
  threads: { name: 'Threads', colour: '#26262b', mark: letter('@') },
  youtube: {
    name: 'YouTube',
    colour: '#d3221c',
    mark: '<path fill="currentColor" d="M9 7l8.5 5L9 17z"/>',
    isMediaFirst: true,
  },
  tiktok: { name: 'TikTok', colour: '#0f6f78', mark: note, isMediaFirst: true },
  'tiktok-business': { name: 'TikTok', colour: '#0f6f78', mark: note, isMediaFirst: true },
  pinterest: {
    name: 'Pinterest',
    colour: '#bd1e2b',
    mark: letter('P', 'font-style="italic" font-family="Georgia, serif"'),
    isMediaFirst: true,
  },
  reddit: { name: 'Reddit', colour: '#d14a1b', mark: letter('r/', 'font-size="12"') },
  lemmy: { name: 'Lemmy', colour: '#2f7d58', mark: letter('L') },
  bluesky: {
    name: 'Bluesky',
    colour: '#1672d4',
    mark: '<path fill="currentColor" d="M12 11.2C10.7 8.4 7.4 5.4 5.6 5.4 4.2 5.4 4 7 4.4 9.4c.4 2.2 2 3.6 4.4 3.6-2.4.4-3.300 2-2 3.7 1.800 2.300 4 .9 5.2-2.300 1.2 3.2 3.4 4.6 5.2 2.300 1.300-1.7.4-3.300-2-3.7 2.4 0 4-1.4 4.4-3.6.4-2.4.2-4-1.2-4-1.800 0-5.100 3-6.4 5.800z"/>',
  },
  mastodon: { name: 'Mastodon', colour: '#5b4fd1', mark: letter('m') },
  telegram: {
    name: 'Telegram',
    colour: '#1e83b8',
    mark: '<path fill="currentColor" d="M4.5 11.7L19 5.800l-2.6 12.6-4.7-3.5-2.300 2.300-.4-3.900 6.6-6-8.100 5.2z"/>',
  },
  discord: { name: 'Discord', colour: '#4f5bd5', mark: letter('D') },
  slack: { name: 'Slack', colour: '#611f69', mark: letter('#') },
  gmb: { name: 'Google Business', colour: '#2a6fd6', mark: letter('G') },
  wordpress: { name: 'WordPress', colour: '#2b5d77', mark: letter('W') },
  medium: { name: 'Medium', colour: '#2e2e2e', mark: letter('M') },
  devto: { name: 'DEV', colour: '#2b2b3a', mark: letter('D') },
  tumblr: { name: 'Tumblr', colour: '#34465d', mark: letter('t') },
  vk: { name: 'VK', colour: '#0a6cd6', mark: letter('v') },
  twitch: { name: 'Twitch', colour: '#7b3ff2', mark: letter('t') },
}

/** How a provider looks on the page; one that has no look of its own gets its initial. */
export function platformOf(identifier: string): Platform {
  const initial = (identifier[0] ?? '?').toUpperCase()
  return (
    platforms[identifier] ?? {
      name: identifier.charAt(0).toUpperCase() + identifier.slice(1),
      colour: '#5a6270',
      mark: letter(/[A-Z]/.test(initial) ? initial : '?'),
    }
  )
}
