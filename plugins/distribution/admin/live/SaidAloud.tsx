import './said-aloud.css'

/** Heard by those who cannot see a state change. */
export const SaidAloud = ({ children }: { children: string }) => (
  <p className="postyard-said-aloud" aria-live="polite">
    {children}
  </p>
)
