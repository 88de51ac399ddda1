/** Label that Docker itself puts on everything of a stack. */
export const STACK_LABEL = 'com.docker.stack.namespace'

/** Label with the image as the Compose file writes it, on the service only. */
export const IMAGE_LABEL = 'com.docker.stack.image'

/** Root commit of the stacks repository that owns the object. */
export const REPOSITORY_LABEL = 'io.kesako.repository'

/** Digest of the inputs that the service's stack was last deployed from. Services only. */
export const INPUTS_LABEL = 'io.kesako.inputs'

/** Keyed digest of the content. Owned secrets only. */
export const CONTENT_LABEL = 'io.kesako.content'

/** On a secret that was made for a commit: the root commit of the repository and the time; gone once the commit is there. */
export const PENDING_LABEL = 'io.kesako.pending'
/**
 * On secrets and configs that a person made through Kesako for stacks to name as external. They bear no
 * label of a stack nor of a repository, which is what a prune looks for: it never takes them.
 */
export const EXTERNAL_LABEL = 'io.kesako.external'

/** Prefix of every label of Docker's own. */
export const DOCKER_PREFIX = 'com.docker.'

/** Prefix of every label of ours. */
export const KESAKO_PREFIX = 'io.kesako.'

/** Owner of what `kesako apply -c FILE` deploys: files of a person, not a repository. */
export const FILES_OWNER = 'files'
