import type { MediaId } from './mediaId.ts'
import type { MadeSpec, MadeSpecOf } from './spec.ts'

/** What a card consists of, whether it stands for itself or within a video. */
type CardOf<File> = {
  brand?: ({ logo?: File } & Record<string, unknown>) | undefined
  data: { photo?: File } | object
}

/** The same card with each file replaced. */
export const mapCard = <From, Card extends CardOf<From>>(
  card: Card,
  replace: (file: From) => unknown,
): unknown => {
  const { brand, data } = card
  const logo = brand?.logo
  const photo = 'photo' in data ? data.photo : undefined
  return {
    ...card,
    brand: brand && { ...brand, logo: logo === undefined ? undefined : replace(logo) },
    data: photo === undefined ? data : { ...data, photo: replace(photo) },
  }
}

type VideoOf<File> = Extract<MadeSpecOf<File>, { kind: 'video' }>
type OverlayOf<File> = NonNullable<VideoOf<File>['intro']>

const mapOverlay = <From, To>(
  overlay: OverlayOf<From> | undefined,
  replace: (file: From) => To,
): OverlayOf<To> | undefined => {
  if (overlay === undefined) return undefined
  if (overlay.kind === 'image') return { ...overlay, image: replace(overlay.image) }
  if (overlay.kind === 'clip') return { ...overlay, clip: replace(overlay.clip) }
  return { ...overlay, card: mapCard(overlay.card, replace) } as OverlayOf<To>
}

const mapVideo = <From, To>(spec: VideoOf<From>, replace: (file: From) => To): VideoOf<To> => {
  const maybe = (file: From | undefined) => (file === undefined ? undefined : replace(file))
  return {
    ...spec,
    clip: maybe(spec.clip),
    slides: spec.slides?.map((slide) => ({ ...slide, image: replace(slide.image) })),
    music: maybe(spec.music),
    intro: mapOverlay(spec.intro, replace),
    outro: mapOverlay(spec.outro, replace),
  }
}

/**
 * The same spec with each media id replaced, by a path, bytes or a hash. Every place of a spec that names a file is
 * listed here, and here alone.
 */
export const mapMedia = <File>(
  spec: MadeSpec,
  replace: (id: MediaId) => File,
): MadeSpecOf<File> => {
  if (spec.kind === 'conversion') return { ...spec, file: replace(spec.file) }
  if (spec.kind === 'video') return mapVideo<MediaId, File>(spec, replace)
  return mapCard(spec, replace as (file: unknown) => File) as MadeSpecOf<File>
}

/** The media ids that a spec names, each once. */
export const listMedia = (spec: MadeSpec): MediaId[] => {
  const ids = new Set<MediaId>()
  mapMedia(spec, (id) => ids.add(id))
  return [...ids]
}
