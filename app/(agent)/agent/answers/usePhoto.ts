import { useRef, useState } from 'react'
import { type Photo, shrinkPhoto } from './shrinkPhoto.ts'

export type ChosenPhoto =
  | { is: 'none' }
  | { is: 'busy' }
  | { is: 'here'; photo: Photo; url: string }
  | { is: 'unreadable' | 'tooLarge' }

type UsePhoto = {
  chosen: ChosenPhoto
  choose: (file: Blob) => Promise<void>
  remove: () => void
}

/** The photo that goes with an answer, made small enough on this phone. */
export const usePhoto = (): UsePhoto => {
  const [chosen, setChosen] = useState<ChosenPhoto>({ is: 'none' })
  const last = useRef<Blob>(undefined)
  return {
    chosen,
    choose: async (file) => {
      last.current = file
      setChosen({ is: 'busy' })
      const shrunk = await shrinkPhoto(file)
      // Another one was chosen meanwhile, and may have been done sooner.
      if (last.current !== file) return
      if (shrunk.is !== 'photo') return setChosen({ is: shrunk.is })
      const { picture, mimeType } = shrunk.photo
      setChosen({
        is: 'here',
        photo: shrunk.photo,
        url: `data:${mimeType};base64,${picture}`,
      })
    },
    remove: () => setChosen({ is: 'none' }),
  }
}
