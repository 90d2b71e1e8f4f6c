;; The loops a search spends its time in, as WebAssembly SIMD. `npm run build:kernel` after a change. kernel.ts says what for.
;;
;; Everything is an address in one memory. $dimensions is a multiple of 128, so that no loop has a rest: what a vector has less
;; is zero, and zero changes no result. Functions over rows take a list of their numbers ($rows), or 0 for the first $count.
;; Nothing that is done for every row is a function of its own where that would cost as much as the work: none is inlined.
;; A row's note is four f32: scale, error, bound, distance.
(module
  (import "table" "memory" (memory 1))

  ;; In doubles, like every score handed out: equally good rows must not be told apart by rounding.
  (func (export "similarity") (param $query i32) (param $vector i32) (param $dimensions i32) (result f64)
    (local $end i32) (local $even v128) (local $odd v128)
    (local.set $end (i32.add (local.get $query) (i32.shl (local.get $dimensions) (i32.const 2))))
    (loop $next
      ;; Two sums: one would make every addition wait for the one before.
      (local.set $even (f64x2.add (local.get $even) (f64x2.mul
        (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $query)))
        (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $vector))))))
      (local.set $odd (f64x2.add (local.get $odd) (f64x2.mul
        (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $query)))
        (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $vector))))))
      (local.set $vector (i32.add (local.get $vector) (i32.const 16)))
      (br_if $next (i32.lt_u
        (local.tee $query (i32.add (local.get $query) (i32.const 16)))
        (local.get $end))))
    (local.set $even (f64x2.add (local.get $even) (local.get $odd)))
    (f64.add (f64x2.extract_lane 0 (local.get $even)) (f64x2.extract_lane 1 (local.get $even))))

  ;; bound = what the query's whole numbers make of the row's, in their steps, and as much as that can be too little.
  (func (export "estimate")
    (param $rows i32) (param $count i32) (param $codes i32) (param $notes i32)
    (param $query i32) (param $dimensions i32) (param $step f32) (param $length f32)
    (local $at i32) (local $row i32) (local $note i32)
    (loop $next
      (local.set $row (if (result i32) (local.get $rows)
        (then (i32.load (i32.add (local.get $rows) (i32.shl (local.get $at) (i32.const 2)))))
        (else (local.get $at))))
      (local.set $note (i32.add (local.get $notes) (i32.shl (local.get $row) (i32.const 4))))
      (f32.store offset=8 (local.get $note) (f32.add
        (f32.mul
          (f32.mul (local.get $step) (f32.load (local.get $note)))
          (f32.convert_i32_s (call $product
            (i32.add (local.get $codes) (i32.mul (local.get $row) (local.get $dimensions)))
            (local.get $query)
            (local.get $dimensions))))
        (f32.mul (local.get $length) (f32.load offset=4 (local.get $note)))))
      (br_if $next (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 1)))
        (local.get $count)))))

  ;; Bytes times halfwords. One row at a time: four beside each other were slower, they wait for memory either way.
  (func $product (param $code i32) (param $query i32) (param $dimensions i32) (result i32)
    (local $end i32) (local $even v128) (local $odd v128)
    (local.set $end (i32.add (local.get $code) (local.get $dimensions)))
    (loop $next
      (local.set $even (i32x4.add (local.get $even)
        (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $code)) (v128.load (local.get $query)))))
      (local.set $odd (i32x4.add (local.get $odd)
        (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $code)) (v128.load offset=16 (local.get $query)))))
      (local.set $even (i32x4.add (local.get $even)
        (i32x4.dot_i16x8_s (v128.load8x8_s offset=16 (local.get $code)) (v128.load offset=32 (local.get $query)))))
      (local.set $odd (i32x4.add (local.get $odd)
        (i32x4.dot_i16x8_s (v128.load8x8_s offset=24 (local.get $code)) (v128.load offset=48 (local.get $query)))))
      (local.set $query (i32.add (local.get $query) (i32.const 64)))
      (br_if $next (i32.lt_u
        (local.tee $code (i32.add (local.get $code) (i32.const 32)))
        (local.get $end))))
    (local.set $even (i32x4.add (local.get $even) (local.get $odd)))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $even)) (i32x4.extract_lane 1 (local.get $even)))
      (i32.add (i32x4.extract_lane 2 (local.get $even)) (i32x4.extract_lane 3 (local.get $even)))))

  ;; distance = in how many signs the row differs from the query; how many rows have each is added to $counts.
  ;; No SIMD: processors count the bits of 64 in one instruction, and those of a vector in ten.
  (func (export "differ")
    (param $rows i32) (param $count i32) (param $signs i32) (param $notes i32)
    (param $query i32) (param $dimensions i32) (param $counts i32)
    (local $at i32) (local $row i32) (local $bytes i32) (local $sign i32) (local $wanted i32) (local $end i32)
    (local $differing i64) (local $counter i32)
    (local.set $bytes (i32.shr_u (local.get $dimensions) (i32.const 3)))
    (local.set $end (i32.add (local.get $query) (local.get $bytes)))
    (loop $next
      (local.set $row (if (result i32) (local.get $rows)
        (then (i32.load (i32.add (local.get $rows) (i32.shl (local.get $at) (i32.const 2)))))
        (else (local.get $at))))
      (local.set $sign (i32.add (local.get $signs) (i32.mul (local.get $row) (local.get $bytes))))
      (local.set $wanted (local.get $query))
      (local.set $differing (i64.const 0))
      (loop $more
        (local.set $differing (i64.add (local.get $differing) (i64.add
          (i64.popcnt (i64.xor (i64.load (local.get $sign)) (i64.load (local.get $wanted))))
          (i64.popcnt (i64.xor (i64.load offset=8 (local.get $sign)) (i64.load offset=8 (local.get $wanted)))))))
        (local.set $sign (i32.add (local.get $sign) (i32.const 16)))
        (br_if $more (i32.lt_u
          (local.tee $wanted (i32.add (local.get $wanted) (i32.const 16)))
          (local.get $end))))
      (f32.store offset=12
        (i32.add (local.get $notes) (i32.shl (local.get $row) (i32.const 4)))
        (f32.convert_i64_u (local.get $differing)))
      (local.set $counter (i32.add (local.get $counts) (i32.shl (i32.wrap_i64 (local.get $differing)) (i32.const 2))))
      (i32.store (local.get $counter) (i32.add (i32.load (local.get $counter)) (i32.const 1)))
      (br_if $next (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 1)))
        (local.get $count)))))

  ;; Lists those of the rows with a value from $least to $most; how many. $values: as $notes, but on a value of the first.
  (func (export "pick")
    (param $rows i32) (param $count i32) (param $values i32) (param $least f32) (param $most f32) (param $into i32)
    (result i32)
    (local $at i32) (local $row i32) (local $value f32) (local $picked i32)
    (loop $next
      (local.set $row (if (result i32) (local.get $rows)
        (then (i32.load (i32.add (local.get $rows) (i32.shl (local.get $at) (i32.const 2)))))
        (else (local.get $at))))
      (local.set $value (f32.load (i32.add (local.get $values) (i32.shl (local.get $row) (i32.const 4)))))
      ;; Written in any case, and over again if it does not count: nobody can foresee which do.
      (i32.store (i32.add (local.get $into) (i32.shl (local.get $picked) (i32.const 2))) (local.get $row))
      (local.set $picked (i32.add (local.get $picked) (i32.and
        (f32.ge (local.get $value) (local.get $least))
        (f32.le (local.get $value) (local.get $most)))))
      (br_if $next (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 1)))
        (local.get $count))))
    (local.get $picked))

  ;; Which way a vector lies from the centre, one bit for each dimension.
  (func (export "sign") (param $vector i32) (param $centre i32) (param $dimensions i32) (param $sign i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $vector) (i32.shl (local.get $dimensions) (i32.const 2))))
    (loop $next
      ;; A float's first bit is its sign, as an integer's is, and narrowing keeps that.
      (i32.store16 (local.get $sign) (i8x16.bitmask (i8x16.narrow_i16x8_s
        (i16x8.narrow_i32x4_s
          (f32x4.sub (v128.load (local.get $vector)) (v128.load (local.get $centre)))
          (f32x4.sub (v128.load offset=16 (local.get $vector)) (v128.load offset=16 (local.get $centre))))
        (i16x8.narrow_i32x4_s
          (f32x4.sub (v128.load offset=32 (local.get $vector)) (v128.load offset=32 (local.get $centre)))
          (f32x4.sub (v128.load offset=48 (local.get $vector)) (v128.load offset=48 (local.get $centre)))))))
      (local.set $centre (i32.add (local.get $centre) (i32.const 64)))
      (local.set $sign (i32.add (local.get $sign) (i32.const 2)))
      (br_if $next (i32.lt_u
        (local.tee $vector (i32.add (local.get $vector) (i32.const 64)))
        (local.get $end)))))

  ;; A vector's way from the centre in bytes; in its note what one step is (scale) and how long the way that bytes do not tell.
  (func (export "encode")
    (param $vector i32) (param $centre i32) (param $dimensions i32) (param $code i32) (param $note i32)
    (local $end i32) (local $largest f32) (local $per_value v128) (local $scale v128)
    (local $value v128) (local $steps v128) (local $errors v128)
    (local.set $end (i32.add (local.get $vector) (i32.shl (local.get $dimensions) (i32.const 2))))
    (local.set $largest (call $largest (local.get $vector) (local.get $centre) (local.get $end)))
    (f32.store (local.get $note) (f32.div (local.get $largest) (f32.const 127)))
    (local.set $scale (f32x4.splat (f32.load (local.get $note))))
    (local.set $per_value (f32x4.splat (f32.div (f32.const 127) (local.get $largest))))
    (loop $next
      (local.set $value (f32x4.sub (v128.load (local.get $vector)) (v128.load (local.get $centre))))
      (local.set $steps (f32x4.nearest (f32x4.mul (local.get $value) (local.get $per_value))))
      (local.set $value (f32x4.sub (local.get $value) (f32x4.mul (local.get $steps) (local.get $scale))))
      (local.set $errors (f32x4.add (local.get $errors) (f32x4.mul (local.get $value) (local.get $value))))
      (local.set $steps (i32x4.trunc_sat_f32x4_s (local.get $steps)))
      (local.set $steps (i16x8.narrow_i32x4_s (local.get $steps) (local.get $steps)))
      (v128.store32_lane 0 (local.get $code) (i8x16.narrow_i16x8_s (local.get $steps) (local.get $steps)))
      (local.set $centre (i32.add (local.get $centre) (i32.const 16)))
      (local.set $code (i32.add (local.get $code) (i32.const 4)))
      (br_if $next (i32.lt_u
        (local.tee $vector (i32.add (local.get $vector) (i32.const 16)))
        (local.get $end))))
    ;; A little more than it is: adding up rounds as well, and it must never be too little.
    (f32.store offset=4 (local.get $note) (f32.mul (f32.const 1.0001) (f32.sqrt (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $errors)) (f32x4.extract_lane 1 (local.get $errors)))
      (f32.add (f32x4.extract_lane 2 (local.get $errors)) (f32x4.extract_lane 3 (local.get $errors))))))))

  ;; Never nothing, because it is divided by.
  (func $largest (param $vector i32) (param $centre i32) (param $end i32) (result f32)
    (local $most v128)
    (local.set $most (f32x4.splat (f32.const 1e-30)))
    (loop $next
      (local.set $most (f32x4.pmax (local.get $most)
        (f32x4.abs (f32x4.sub (v128.load (local.get $vector)) (v128.load (local.get $centre))))))
      (local.set $centre (i32.add (local.get $centre) (i32.const 16)))
      (br_if $next (i32.lt_u
        (local.tee $vector (i32.add (local.get $vector) (i32.const 16)))
        (local.get $end))))
    (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $most)) (f32x4.extract_lane 1 (local.get $most)))
      (f32.max (f32x4.extract_lane 2 (local.get $most)) (f32x4.extract_lane 3 (local.get $most))))))
