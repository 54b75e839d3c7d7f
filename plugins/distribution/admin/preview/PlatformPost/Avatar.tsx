import { useState } from 'react'
import { isWebAddress } from '../../cells/isWebAddress.ts'

type Args = { name: string; picture: string | null }

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase())
    .join('')

/** The picture of an account, or its initials where there is none to be had. */
export const Avatar = ({ name, picture }: Args) => {
  const [broken, setBroken] = useState<string>()
  const isShown = picture !== null && isWebAddress(picture) && picture !== broken
  return (
    <span className="postyard-as__avatar" aria-hidden="true">
      {isShown ? (
        // biome-ignore lint/performance/noImgElement: it comes from another server
        <img src={picture} alt="" referrerPolicy="no-referrer" onError={() => setBroken(picture)} />
      ) : (
        initialsOf(name)
      )}
    </span>
  )
}
