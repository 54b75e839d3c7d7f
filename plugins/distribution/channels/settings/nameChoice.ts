/** A value as a person reads it: `PUBLIC_TO_EVERYONE` is "Public to everyone", `mentionedUsers` is "Mentioned users". */
export const nameChoice = (value: string): string => {
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
