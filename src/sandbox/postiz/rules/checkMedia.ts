export type MediaItem = { id: string; path: string; alt?: string; thumbnail?: string }

export type Dimensions = { width: number; height: number }

type Args = {
  identifier: string
  /** One list per part of the post; the first is the post itself. */
  parts: MediaItem[][]
  settings: Record<string, unknown>
  /** Of a stored file; null where it is not known here. */
  dimensionsOf: (path: string) => Dimensions | null
}

const isVideo = ({ path }: MediaItem): boolean => /\.mp4(?:\?|$)/.test(path)

/** The rules that a provider has for media. @returns the refusal, or null */
export function checkMedia({ identifier, parts, settings, dimensionsOf }: Args): string | null {
  const media = parts[0] ?? []
  const videos = media.filter(isVideo).length
  const comments = parts.slice(1)
  const sizes = media.map(({ path }) => dimensionsOf(path))

  switch (identifier) {
    case 'x':
      return settings.post_type === 'article' && videos ? 'an article takes pictures only' : null
    case 'linkedin':
    case 'linkedin-page':
      if (comments.some((items) => items.length)) return 'comments can only contain text'
      if (settings.post_as_images_carousel)
        return media.length < 2 || videos ? 'a carousel needs 2 or more pictures, no video' : null
      return videos && media.length > 1 ? 'a video must be the only media' : null
    case 'facebook':
      return settings.post_type === 'story' && !media.length ? 'a story needs a media' : null
    case 'instagram':
    case 'instagram-standalone':
      if (!media.length) return 'should have at least one media'
      if (identifier === 'instagram' && media.length > 10) return 'can have at most 10 media'
      return settings.is_trial_reel && (media.length !== 1 || videos !== 1)
        ? 'a trial reel must be exactly one video'
        : null
    case 'youtube':
      return media.length === 1 && videos === 1 ? null : 'must be exactly one mp4 video'
    case 'tiktok':
    case 'tiktok-business':
      if (!media.length) return 'should have at least one media'
      if (media.length > 1 && videos) return 'only pictures are supported when there are several'
      return identifier === 'tiktok-business' && media.length > 35
        ? 'can have at most 35 pictures'
        : null
    case 'pinterest':
      if (!media.length) return 'should have at least one media'
      if (videos) return media.length === 2 ? null : 'a video needs a cover as its second media'
      if (media.length > 5) return 'can have at most 5 pictures'
      return areEqual(sizes) ? null : 'all pictures must have the same dimensions'
    case 'reddit':
      return checkReddit(media, settings)
    case 'lemmy':
      return media.length > 1 || videos ? 'can only have one picture' : null
    case 'bluesky':
      return media.length > 4 || (videos && media.length > 1)
        ? 'can have at most 4 pictures or one video'
        : null
    case 'gmb':
      if (videos || media.length > 1) return 'can have at most one picture and no video'
      return settings.topicType === 'EVENT' && !settings.eventTitle
        ? 'an event needs a title'
        : null
    case 'dribbble':
      return checkDribbble(media, sizes[0] ?? null)
    case 'wrapcast':
      return videos ? 'can only have pictures' : null
    default:
      return null
  }
}

function areEqual(sizes: (Dimensions | null)[]): boolean {
  const known = sizes.filter((size) => size !== null)
  return known.every(
    ({ width, height }) => width === known[0]!.width && height === known[0]!.height,
  )
}

function checkReddit(media: MediaItem[], settings: Record<string, unknown>): string | null {
  const targets = Array.isArray(settings.subreddit) ? settings.subreddit : []
  const isMedia = targets.some(
    (target: { value?: { type?: unknown } }) => target.value?.type === 'media',
  )
  if (!isMedia) return null
  if (media.length !== 1) return 'a media post must have exactly one media'
  return isVideo(media[0]!) && !media[0]!.thumbnail ? 'a video needs a thumbnail' : null
}

function checkDribbble(media: MediaItem[], size: Dimensions | null): string | null {
  if (media.length !== 1 || isVideo(media[0]!)) return 'requires exactly one picture'
  const isRight =
    !size ||
    (size.width === 400 && size.height === 300) ||
    (size.width === 800 && size.height === 600)
  return isRight ? null : 'the picture must be 400x300 or 800x600'
}
