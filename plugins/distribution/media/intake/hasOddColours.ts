import type { Metadata } from 'sharp'

const plainSpaces = new Set(['srgb', 'b-w'])

/** Profiles with which a picture looks dull wherever they are passed over. */
const wideProfiles = /Adobe ?RGB|ProPhoto|ROMM|Wide Gamut|eciRGB|ECI-RGB|(?:Rec|BT)\.? ?2020/i

/**
 * Whether a picture's colours are shown wrongly in many places: CMYK, more than 8 bits, or a wide profile. Display P3, in
 * which phones take their photos, is shown right or nearly so everywhere.
 */
export const hasOddColours = ({ space, depth, icc }: Metadata): boolean => {
  if (!plainSpaces.has(space ?? 'srgb') || (depth ?? 'uchar') !== 'uchar') return true
  // The name of a profile stands in it as ASCII, or as UTF-16.
  return icc !== undefined && wideProfiles.test(icc.toString('latin1').replaceAll('\0', ''))
}
