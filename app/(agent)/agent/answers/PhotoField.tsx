import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'
import type { ChosenPhoto } from './usePhoto.ts'

/** The way to the camera and the gallery: the phone asks which. */
export const PhotoButton = ({ onChoose }: { onChoose: (file: Blob) => void }) => {
  const words = useWords()
  return (
    <label className={styles.photoButton}>
      <input
        type="file"
        accept="image/*"
        aria-label={words.photo.add}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          // Else the same picture could not be chosen again after it was removed.
          event.currentTarget.value = ''
          if (file) onChoose(file)
        }}
      />
      <Icon name="camera" />
      <span aria-hidden="true">{words.photo.short}</span>
    </label>
  )
}

type Props = { chosen: ChosenPhoto; onRemove: () => void }

/** The photo that goes with the answer, or why there is none. */
export const PhotoField = ({ chosen, onRemove }: Props) => {
  const { photo } = useWords()
  if (chosen.is === 'none') return null
  if (chosen.is === 'here') {
    return (
      <div className={styles.photo}>
        {/* biome-ignore lint/performance/noImgElement: it is on this phone only */}
        <img src={chosen.url} alt={photo.yours} />
        <button type="button" onClick={onRemove}>
          {photo.remove}
        </button>
      </div>
    )
  }
  if (chosen.is === 'busy') {
    return (
      <p className={styles.explain} role="status">
        {photo.busy}
      </p>
    )
  }
  return (
    <p className={styles.wrong} role="alert">
      {photo[chosen.is]}
    </p>
  )
}
