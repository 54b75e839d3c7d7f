import type { MediaId } from './mediaId.ts'
import type { MadeSpec, MadeSpecOf } from './spec.ts'

/**
 * The same spec with each media id replaced, by a path, bytes or a hash. Every place of a spec that names a file is
 * listed here, and here alone.
 */
export const mapMedia = <File>(
  spec: MadeSpec,
  replace: (id: MediaId) => File,
): MadeSpecOf<File> => {
  if (spec.kind === 'conversion') return { ...spec, file: replace(spec.file) }
  const maybe = (id: MediaId | undefined) => (id === undefined ? undefined : replace(id))
  if (spec.kind === 'video') {
    const overlay = (part: typeof spec.intro) => part && { ...part, image: replace(part.image) }
    return {
      ...spec,
      clip: replace(spec.clip),
      intro: overlay(spec.intro),
      outro: overlay(spec.outro),
    }
  }
  const brand = spec.brand && { ...spec.brand, logo: maybe(spec.brand.logo) }
  if (spec.template === 'quote') return { ...spec, brand }
  if (spec.template === 'listing')
    return { ...spec, brand, data: { ...spec.data, photo: maybe(spec.data.photo) } }
  return { ...spec, brand, data: { ...spec.data, photo: maybe(spec.data.photo) } }
}

/** The media ids that a spec names, each once. */
export const listMedia = (spec: MadeSpec): MediaId[] => {
  const ids = new Set<MediaId>()
  mapMedia(spec, (id) => ids.add(id))
  return [...ids]
}
