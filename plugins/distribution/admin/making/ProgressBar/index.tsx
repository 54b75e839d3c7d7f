import './index.css'

/** How far something is that is made, in per cent, as a bar. */
export const ProgressBar = ({ percent, label }: { percent: number; label: string }) => (
  <progress className="postyard-progress" max={100} value={percent} aria-label={label} />
)
