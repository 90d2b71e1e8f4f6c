/** Every code that the API refuses with, its status, and when. */
export const API_ERRORS = {
  malformed_request: [400, 'The address cannot be read, is too long, or has more than 100 parameters.'],
  invalid_request: [400, 'A parameter or the body is not what the API takes; the message says which.'],
  invalid_cursor: [400, 'The cursor is not one of ours, or of another search: start from the first page.'],
  empty_query: [400, 'Neither a picture nor words.'],
  text_too_long: [400, 'More than 2,000 characters of words.'],
  invalid_crop: [400, 'The crop is not four fractions that stay inside the picture.'],
  sign_in_required: [401, 'Nobody is signed in.'],
  role_required: [403, 'Whoever is signed in may not do this.'],
  shop_not_yours: [403, 'The device holds no such shop: paste its link, or prove that it is yours.'],
  proof_needed: [403, 'Only who has proven that the shop is theirs may do this.'],
  cross_site: [403, 'Another site’s page made a browser send it.'],
  product_not_found: [404, 'There is no live product with this id.'],
  seller_not_found: [404, 'There is no seller with this id or phone.'],
  sync_not_found: [404, 'There is no sync with this id.'],
<<<<<<< HEAD
  proof_not_started: [404, 'The device has asked for no code for this shop.'],
  nothing_to_replay: [404, 'None of these products is in Soko any more.'],
=======
  nothing_to_replay: [404, 'Nothing of this is left to be started again.'],
  nothing_to_dismiss: [404, 'Nothing of this is left to be dismissed.'],
  not_opted_out: [404, 'The number is not among those that are left out.'],
>>>>>>> w-lead
  body_too_slow: [408, 'The body came too slowly.'],
  review_conflict: [409, 'The product changed, or somebody else decided, since it was looked at.'],
  product_not_reviewable: [409, 'The product cannot be decided about now.'],
  proof_under_way: [409, 'The code is being looked for already.'],
  proof_expired: [410, 'The code does not count any more: get a new one.'],
  photo_search_expired: [410, 'The earlier photo search is not kept any more: send the photo again.'],
  body_too_large: [413, 'The body is larger than this call takes.'],
  image_too_large: [413, 'The photo has too many bytes or pixels.'],
  image_not_an_image: [415, 'The file is no picture.'],
  image_heic: [415, 'HEIC photos are not read: send a JPEG.'],
  image_type_refused: [415, 'JPEG, PNG, WebP and AVIF are taken.'],
  invalid_input: [422, 'The body is JSON, but its fields are not what the call takes.'],
  image_truncated: [422, 'The picture breaks off: a part of it is missing.'],
  image_undecodable: [422, 'The picture is broken.'],
  nothing_usable: [422, 'Nothing in the paste can be used; `rejected` says why.'],
<<<<<<< HEAD
  no_product_link: [422, 'This is no link to one product.'],
  product_of_another_seller: [422, 'The product is another shop’s.'],
=======
  confirmation_wrong: [422, 'What was typed to confirm it is not the seller’s number.'],
  phone_not_readable: [422, 'The number cannot be read: it needs its country code.'],
  only_heartbeat_runs: [422, 'Only the heartbeat can be run by itself.'],
>>>>>>> w-lead
  reason_missing: [422, 'A rejection needs a reason.'],
  too_many_requests: [429, 'More than the limit allows: come back after `Retry-After` seconds.'],
  unexpected: [500, 'Something went wrong on our side.'],
  search_unavailable: [503, 'The model or the index is away.'],
  vector_store_unavailable: [503, 'The index is away.'],
  queue_unavailable: [503, 'The queue of work is away; what was asked for is kept and starts by itself.'],
  database_unavailable: [503, 'The database is away.'],
  too_busy: [503, 'Too much is under way: come back after `Retry-After` seconds.'],
} as const satisfies Record<string, readonly [status: number, when: string]>;

export type ApiErrorCode = keyof typeof API_ERRORS;
