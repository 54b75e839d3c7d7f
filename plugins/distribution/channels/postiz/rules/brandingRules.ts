/** Platforms that forbid a brand laid over what is posted to them. Frames of its own before and after are another thing. */
export type BrandingRule = {
  /** Postiz's identifiers. */
  platforms: readonly string[]
  /** What is forbidden, after the platform's name. */
  says: string
  /** Where this was read, and on which day (ISO 8601). */
  source: string
  checkedOn: string
}

export const brandingRules: readonly BrandingRule[] = [
  {
    platforms: ['tiktok', 'tiktok-business'],
    says: 'forbids brands, logos and watermarks that a tool lays over a video',
    source:
      'TikTok Content Sharing Guidelines, Watermark Guidelines, developers.tiktok.com/doc/content-sharing-guidelines (a stored copy)',
    checkedOn: '2026-11-22',
  },
]
