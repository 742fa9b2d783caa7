/// The golden transactions A01, A02 and A04 of the case catalogue, made with the Rust SDK: payer
/// 01…01 deposits 5 USDC with code A1B2C3D4E5F6A7B8, blockhash 32 × 09.
public enum Golden {
    /// A signed transaction and its name.
    public struct Vector: Sendable {
        /// Base58 of the first signature.
        public let signature: String
        /// The wire bytes.
        public let base64: String
    }

    /// A01, legacy, 530 bytes.
    public static let legacy = Vector(
        signature:
            "zSyvwFyCyNVxZNknTsrn3A7HkPVwWVXuVHw4pg1zFEXwovcPv4RrC2m6BRB6eCAPLj39Zd9TXFhkwoBeZBMLmNZ",
        base64: """
            ATGKeuuadD1zwg7/xbO85TFeXFyW4xRkdqORjz9tq1CaW0VZK5ZLNQ+RerFVx6GV+FehPS3LyFnz2fIMpRmMKA\
            oBAAgLiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1wryQI4aGkCwmHzZMYU8eyrT/PgX1gaHAgFP8dT\
            003nbIxE6dOLQfkqpDMEQDsQJEW33I+Jy32RDC01S0/+en4TAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAADBkZv5SEXMv/srbpyw5vnvIzlu8X3EmssQ5s6QAAAAAVKU1qZKSEGTSTocWDaOHx8NbXdvJK7geQfqEBB\
            BUSNBt324ddloZPZy+FGzut5rBy0he1fWzeROoz1hX7/AKmBOXcOqH0XX1ajVGbDTH7My42KkbTuN6Jd9g9bj8\
            mzlIyXJY9OJInxuz0QKRSODYMLWhOZ2v8QhASOe9jb6fhZxvp6877brTo9ZfNqq8l0MbG75MLS9uDkfKYCA0Uv\
            XWHhniPjs6dkGmRkkaO6/ikCK8E7mcDTAHfMtsZLIf/XAgkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQ\
            kJBQQABQJAnAAABAAJAxAnAAAAAAAACAYAAgcJAwYBAQUBABhkZXBvc2l0OkExQjJDM0Q0RTVGNkE3QjgGBQEJ\
            AgAKCgxAS0wAAAAAAAY=
            """)

    /// A02, v0, 532 bytes.
    public static let v0 = Vector(
        signature:
            "5XG17gT2RmKhVMmHiSjLmpKqYizrDsntAd8xCphmrNFXwfAepELRAxXeky57cfNM82tGBnkrcG1uBfcNbWjgVx5P",
        base64: """
            AeIpct2SSvejHT1QtTi+2hSU5pNhNhOL5fkxdk5cFesZ9mBnwsDsgS5G4yFP4G7VpBquAneWMm5oN4OvpbxFnw\
            qAAQAIC4qI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29cK8kCOGhpAsJh82TGFPHsq0/z4F9YGhwIBT/H\
            U9NN52yMROnTi0H5KqQzBEA7ECRFt9yPict9kQwtNUtP/np+EwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAwZGb+UhFzL/7K26csOb57yM5bvF9xJrLEObOkAAAAAFSlNamSkhBk0k6HFg2jh8fDW13bySu4HkH6hA\
            QQVEjQbd9uHXZaGT2cvhRs7reawctIXtX1s3kTqM9YV+/wCpgTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4\
            /Js5SMlyWPTiSJ8bs9ECkUjg2DC1oTmdr/EIQEjnvY2+n4Wcb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNF\
            L11h4Z4j47OnZBpkZJGjuv4pAivBO5nA0wB3zLbGSyH/1wIJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQ\
            kJCQUEAAUCQJwAAAQACQMQJwAAAAAAAAgGAAIHCQMGAQEFAQAYZGVwb3NpdDpBMUIyQzNENEU1RjZBN0I4BgUB\
            CQIACgoMQEtMAAAAAAAGAA==
            """)

    /// A04, v1, 501 bytes.
    public static let v1 = Vector(
        signature:
            "59qzR8ah1K2m4PF8TMKVbi8HGnwBVfLrGtKBz1z7TvosMYQXAdDTeBYavh4zMX8ZhY5U6avdbzvqBkAmg2oXnfi",
        base64: """
            gQEABw8AAAAJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQMKiojj3XQJ8ZX9UtstPLpdcspnCb8dlB\
            Ib83SIAbQPb1wryQI4aGkCwmHzZMYU8eyrT/PgX1gaHAgFP8dT003nbIxE6dOLQfkqpDMEQDsQJEW33I+Jy32R\
            DC01S0/+en4TAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFSlNamSkhBk0k6HFg2jh8fDW13bySu4\
            HkH6hAQQVEjQbd9uHXZaGT2cvhRs7reawctIXtX1s3kTqM9YV+/wCpgTl3Dqh9F19Wo1Rmw0x+zMuNipG07jei\
            XfYPW4/Js5SMlyWPTiSJ8bs9ECkUjg2DC1oTmdr/EIQEjnvY2+n4Wcb6evO+2606PWXzaqvJdDGxu+TC0vbg5H\
            ymAgNFL11h4Z4j47OnZBpkZJGjuv4pAivBO5nA0wB3zLbGSyH/1wKQAQAAAAAAAECcAAAAAAQABwYBAAQBGAAF\
            BQoAAAIGCAMFAQBkZXBvc2l0OkExQjJDM0Q0RTVGNkE3QjgBCAIACQxAS0wAAAAAAAYDlLlZ2G+e4OrvUxNxIQ\
            OTXOR/0/k7UVnFL6bTWwADRH31ozzBrkQZhmNhMygIKf6Ag8aebZJdqXaSQalry5gJ
            """)
}
