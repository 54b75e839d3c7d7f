import type { Urgency } from './countdown.ts'
import styles from './tasks.module.css'

type Props = { letter: string; share: number; urgency: Urgency }

const radius = 20
const length = 2 * Math.PI * radius

/** The time that is left, as a ring around the first letter of the platform. The words beside it say the same. */
export const Ring = ({ letter, share, urgency }: Props) => (
  <svg className={styles.ring} data-urgency={urgency} viewBox="0 0 48 48" aria-hidden="true">
    <circle className={styles.ringGround} cx="24" cy="24" r={radius} />
    {share > 0 && (
      <circle
        className={styles.ringLeft}
        cx="24"
        cy="24"
        r={radius}
        strokeDasharray={`${length * share} ${length}`}
        transform="rotate(-90 24 24)"
      />
    )}
    <text x="24" y="29.5" textAnchor="middle">
      {letter}
    </text>
  </svg>
)
