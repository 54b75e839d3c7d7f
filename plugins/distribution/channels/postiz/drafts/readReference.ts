/** The reference that `stage` left in the settings of a post, which Postiz keeps as text; undefined in those of others. */
export const readReference = (settings: unknown): unknown => {
  try {
    const read = typeof settings === 'string' ? JSON.parse(settings) : settings
    return read?.postyardRef
  } catch {
    // Settings that cannot be read are not ours.
    return undefined
  }
}
