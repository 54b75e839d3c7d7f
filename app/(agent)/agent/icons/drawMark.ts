/** The sign of the product, on a square of 512 by 512: a post in its yard, with a flag that flies. */
export const markShapes = {
  ground: '#15324a',
  post: 'M164 112a26 26 0 0 1 52 0v292h64a24 24 0 0 1 0 48H100a24 24 0 0 1 0-48h64z',
  postColour: '#f4efe6',
  flag: 'M216 120h164a14 14 0 0 1 12 21l-32 55 32 55a14 14 0 0 1-12 21H216z',
  flagColour: '#ffb454',
  /** Moves post and flag to the middle. */
  place: 'translate(21 -13)',
}

/** The sign as a file. Phones cut a maskable one to their own shape, so it has no corners and more room around. */
export const drawMark = ({ isMaskable }: { isMaskable: boolean }): string => {
  const { ground, post, postColour, flag, flagColour } = markShapes
  const corners = isMaskable ? '' : ' rx="116"'
  const place = isMaskable ? 'translate(87 62) scale(.72)' : markShapes.place
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512"${corners} fill="${ground}"/><g transform="${place}"><path d="${post}" fill="${postColour}"/><path d="${flag}" fill="${flagColour}"/></g></svg>`
}

/** The sign in one colour, for the narrow place where a phone says that there are notifications: it shows its outline. */
export const drawBadge = (): string => {
  const { post, flag, place } = markShapes
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><g transform="${place}" fill="#fff"><path d="${post}"/><path d="${flag}"/></g></svg>`
}
