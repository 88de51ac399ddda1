/**
 * User and password of a URL, in any text: `https://me:token@host/` becomes `https://(redacted)@host/`.
 * The scheme isn't looked at: a long word would be searched for one from each of its letters.
 */
const CREDENTIALS = /(:\/\/)[^\s/]+@/gu
/** Query parameters that carry a secret. */
const SECRET_PARAMETERS =
  /([?&](?:[a-z_-]*token|password|passwd|secret|key|signature)=)[^\s&#'"]+/giu

/** Text for logs and errors, without credentials in its URLs. */
export function redactUrls(text: string): string {
  return text.replace(CREDENTIALS, '$1(redacted)@').replace(SECRET_PARAMETERS, '$1(redacted)')
}
