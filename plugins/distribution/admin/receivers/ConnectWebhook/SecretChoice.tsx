import { Button, CopyToClipboard } from '@payloadcms/ui'

type Args = {
  isNew: boolean
  /** Empty where the present one stays. */
  secret: string
  onMake: () => void
}

/** The secret that signs, shown once, when it is made. */
export const SecretChoice = ({ isNew, secret, onMake }: Args) => (
  <div className="postyard-receiver__secret">
    {secret === '' ? (
      <Button buttonStyle="secondary" margin={false} onClick={onMake} type="button">
        Make a new secret
      </Button>
    ) : (
      <>
        <p>
          Copy this secret into the receiver, which checks with it who sent a post. It is shown only
          now.
          {isNew ? '' : ' The present one signs beside it for a day.'}
        </p>
        <p className="postyard-receiver__address">
          <code>{secret}</code> <CopyToClipboard value={secret} />
        </p>
      </>
    )}
  </div>
)
