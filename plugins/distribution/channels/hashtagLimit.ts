/** How many hashtags a platform takes in one text, or reads at all. */
export type HashtagLimit = {
  platforms: readonly string[]
  max: number
  source: string
  checkedOn: string
}

const limits: readonly HashtagLimit[] = [
  {
    platforms: ['instagram', 'instagram-standalone'],
    max: 5,
    source:
      'Ayrshare, requirements of the Instagram API (ayrshare.com/docs/apis/post/social-networks/instagram)',
    checkedOn: '2026-11-22',
  },
  {
    platforms: ['youtube'],
    max: 60,
    source: 'Guides to YouTube report that of a video with more than 60 all are ignored',
    checkedOn: '2026-11-22',
  },
]

/** The limit of a platform, by its identifier; undefined where none is known. */
export const hashtagLimit = (platform: string): HashtagLimit | undefined =>
  limits.find(({ platforms }) => platforms.includes(platform))
