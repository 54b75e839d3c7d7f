/** A whole number between two bounds, written in digits alone; undefined where it is none. */
export const readWhole = (text: string, least: number, most: number): number | undefined => {
  const value = Number(text)
  return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined
}
