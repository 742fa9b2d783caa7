; ModuleID = 'sp.ll'
source_filename = "sp.ll"
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "riscv64-none-none-eabi"

%TSi = type <{ i64 }>
%T13SolanaProgram7AddressV = type <{ %Ts6UInt64V, %Ts6UInt64V, %Ts6UInt64V, %Ts6UInt64V }>
%Ts6UInt64V = type <{ i64 }>
%T13SolanaProgram10AccountUseV = type <{ %T13SolanaProgram7AccountV, %Ts5UInt8V, %Ts5UInt8V }>
%T13SolanaProgram7AccountV = type <{ %TSv }>
%TSv = type <{ ptr }>
%Ts5UInt8V = type <{ i8 }>
%"Ts11InlineArrayVy$0_s6UInt64VG" = type <{ [1 x %Ts6UInt64V] }>
%T13SolanaProgram17InstructionRecordV = type <{ %TSP, %TSVSg, %Ts6UInt64V, %TSV, %Ts6UInt64V }>
%TSP = type <{ ptr }>
%TSVSg = type <{ [8 x i8] }>
%TSV = type <{ ptr }>
%"T13SolanaProgram11HashedSeeds33_D38F75F7B443EF79DCE38CDED4A28CB9LLVy$2_G" = type <{ %"Ts11InlineArrayVy$2_13SolanaProgram4SeedVG", %T13SolanaProgram4SeedV, %T13SolanaProgram4SeedV, %T13SolanaProgram4SeedV }>
%"Ts11InlineArrayVy$2_13SolanaProgram4SeedVG" = type <{ [3 x %T13SolanaProgram4SeedV] }>
%T13SolanaProgram4SeedV = type <{ %TSV, %Ts6UInt64V }>
%"Ts11InlineArrayVy$4_s6UInt64VG" = type <{ [5 x %Ts6UInt64V] }>
%"Ts11InlineArrayVy$2_s6UInt64VG" = type <{ [3 x %Ts6UInt64V] }>
%"Ts11InlineArrayVy$1_s6UInt64VG" = type <{ [2 x %Ts6UInt64V] }>

@"$e13SolanaProgram7AddressV6lengthSivpZ" = protected constant %TSi <{ i64 32 }>, align 8
@"$e13SolanaProgram8ProgramsO6systemAA7AddressVvpZ" = protected constant %T13SolanaProgram7AddressV zeroinitializer, align 8
@"$e13SolanaProgram8ProgramsO5tokenAA7AddressVvpZ" = protected constant %T13SolanaProgram7AddressV <{ %Ts6UInt64V <{ i64 -7808848301000303354 }>, %Ts6UInt64V <{ i64 -6018520155818964007 }>, %Ts6UInt64V <{ i64 -7982811346925931492 }>, %Ts6UInt64V <{ i64 -6268729762421306310 }> }>, align 8
@"$e13SolanaProgram8ProgramsO9token2022AA7AddressVvpZ" = protected constant %T13SolanaProgram7AddressV <{ %Ts6UInt64V <{ i64 -2409577606766207738 }>, %Ts6UInt64V <{ i64 -2680366473547005416 }>, %Ts6UInt64V <{ i64 2814109315776649910 }>, %Ts6UInt64V <{ i64 -248927404616466946 }> }>, align 8
@"$e13SolanaProgram8ProgramsO15associatedTokenAA7AddressVvpZ" = protected constant %T13SolanaProgram7AddressV <{ %Ts6UInt64V <{ i64 -1042261918931904628 }>, %Ts6UInt64V <{ i64 -9003383862804333125 }>, %Ts6UInt64V <{ i64 -8930356746739557877 }>, %Ts6UInt64V <{ i64 6483188794038914564 }> }>, align 8
@.str.21.ProgramDerivedAddress = private unnamed_addr constant [22 x i8] c"ProgramDerivedAddress\00"
@"$es16_emptyBoxStorageSi_Sitvp" = linkonce_odr protected global <{ %TSi, %TSi }> <{ %TSi zeroinitializer, %TSi <{ i64 -1 }> }>, align 8
@_swift1_autolink_entries = private constant [0 x i8] zeroinitializer, section ".swift1_autolink_entries", no_sanitize_address, align 8
@llvm.used = appending global [2 x ptr] [ptr @_swift1_autolink_entries, ptr @_swift_exceptionPersonality], section "llvm.metadata"

@"$e13SolanaProgram8CallDataV_8skipping5countACyxGs11InlineArrayVyxs6UInt64VG_S2itcfC" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invokeyyAA7AccountV_s11InlineArrayVyxAA0D3UseVGAA8CallDataVyq_GtAA0B5ErrorVYKSiRVzSiRV_r0_lF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram015AssociatedTokenB0O13recoverNested_10nestedMint2to5owner0jH06wallet05tokenB07program8signedBy_yAA7AccountV_A7nA5SeedsVyxGs5UInt8VtAA0B5ErrorVYKSiRVzlFZ" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke___8signedBy_yAA7AccountV_s11InlineArrayVyxAA0F3UseVGAA8CallDataVyq_GAA5SeedsVyq0_Gs5UInt8VtAA0B5ErrorVYKSiRVzSiRV_SiRV0_r1_lF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram5SeedsVyACyxGs11InlineArrayVyxAA4SeedVGcfC" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram5SeedsV4find3forAA0B14DerivedAddressVSgSPyAA0G0VG_tF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invokeyyAA7AccountV_s11InlineArrayVyxAA0D3UseVGAA8CallDataVyq_GtAA0B5ErrorVYKSiRVzSiRV_r0_lFySPyAFyq_s6UInt64VGGANYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke__5count4data6lengthySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSitAA0B5ErrorVYKSiRVzlF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke___8signedBy_yAA7AccountV_s11InlineArrayVyxAA0F3UseVGAA8CallDataVyq_GAA5SeedsVyq0_Gs5UInt8VtAA0B5ErrorVYKSiRVzSiRV_SiRV0_r1_lFySPyAGyq_s6UInt64VGGATYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke__5count4data6length8signedBy_ySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSiAA5SeedsVyq_Gs5UInt8VtAA0B5ErrorVYKSiRVzSiRV_r0_lF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke__5count4data6length8signedBy_ySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSiAA5SeedsVyq_Gs5UInt8VtAA0B5ErrorVYKSiRVzSiRV_r0_lFySPyASGAUYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram11SignerSeedsV5parts4bumpACyxGs11InlineArrayVyxAA4SeedVG_AJtcfC" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke__5count4data6length8signedBy_ySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSiAA5SeedsVyq_Gs5UInt8VtAA0B5ErrorVYKSiRVzSiRV_r0_lFySPyASGAUYKXEfU_ySPyAA06SignerN0Vyq_GGAUYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram6invoke__5count4data6length8signedBy_ySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSiAA5SeedsVyq_Gs5UInt8VtAA0B5ErrorVYKSiRVzSiRV_r0_lFySPyASGAUYKXEfU_ySPyAA06SignerN0Vyq_GGAUYKXEfU_ySPyAA4SeedVGAUYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram7perform33_893861018EDA9E07F3D3082099895D81LLyySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSiSVSgs6UInt64VtAA0B5ErrorVYKSiRVzlFySryAA0L4MetaVGAPYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram7perform33_893861018EDA9E07F3D3082099895D81LLyySPyAA7AddressVG_s11InlineArrayVyxAA10AccountUseVGSiSVSiSVSgs6UInt64VtAA0B5ErrorVYKSiRVzlFySryAA0L4MetaVGAPYKXEfU_ySryAA0L4InfoVGAPYKXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram3runys6UInt64VSv_yAA10InvocationVyxGAA0B5ErrorVYKXEtSiRVzlF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram3runys6UInt64VSv_yAA10InvocationVyxGAA0B5ErrorVYKXEtSiRVzlFADSryAA7AccountVGXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram10InvocationV8accountsAA8AccountsVyxGvg" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram10InvocationV4dataAA15InstructionDataVvg" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram10InvocationV7programSPyAA7AddressVGvg" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram8AccountsV5views5countACyxGSRyAA7AccountVG_SitcfC" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram8AccountsV5countSivg" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram8AccountsVyAA7AccountVSicig" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram3LogO4datayyAA8CallDataVyxGSiRVzlFZ" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram3LogO4datayyAA8CallDataVyxGSiRVzlFZySPys11InlineArrayVyxs6UInt64VGGXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram5SeedsV6create4bump3forAA0B14DerivedAddressVSgs5UInt8V_SPyAA0H0VGtF" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram5SeedsV6derive33_D38F75F7B443EF79DCE38CDED4A28CB9LL4from7through3forAA0B14DerivedAddressVSgs5UInt8V_AMSPyAA0R0VGtFSbSpyAMGXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram11HashedSeeds33_D38F75F7B443EF79DCE38CDED4A28CB9LLV5parts4bump7program6markerADyxGs11InlineArrayVyxAA4SeedVG_A3MtcfC" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram5SeedsV6derive33_D38F75F7B443EF79DCE38CDED4A28CB9LL4from7through3forAA0B14DerivedAddressVSgs5UInt8V_AMSPyAA0R0VGtFSbSpyAMGXEfU_SbSPyAA06HashedC0AELLVyxGGXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram5SeedsV6derive33_D38F75F7B443EF79DCE38CDED4A28CB9LL4from7through3forAA0B14DerivedAddressVSgs5UInt8V_AMSPyAA0R0VGtFSbSpyAMGXEfU_SbSPyAA06HashedC0AELLVyxGGXEfU_SbSpyAOGXEfU_" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram06SystemB0O8transfer_4from2to7program8signedBy_ys6UInt64V_AA7AccountVA2lA5SeedsVyxGs5UInt8VtAA0B5ErrorVYKSiRVzlFZ" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram06SystemB0O4open_5payer8lamports6length5owner7program8signedBy_yAA7AccountV_ALs6UInt64VANSPyAA7AddressVGAlA5SeedsVyxGs5UInt8VtAA0B5ErrorVYKSiRVzlFZ" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram05TokenB0O15transferChecked_8decimals4from4mint2to9authority7program8signedBy_ys6UInt64V_s5UInt8VAA7AccountVA4qA5SeedsVyxGAOtAA0B5ErrorVYKSiRVzlFZ" = alias void (), ptr @_swift_dead_method_stub
@"$e13SolanaProgram05TokenB0O12closeAccount_8receiver9authority7program8signedBy_yAA0E0V_A3jA5SeedsVyxGs5UInt8VtAA0B5ErrorVYKSiRVzlFZ" = alias void (), ptr @_swift_dead_method_stub

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i1 @"$e13SolanaProgram7AccountV8isSignerSbvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 1
  %2 = load i8, ptr %1, align 1
  %3 = icmp ne i8 %2, 0
  ret i1 %3
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i1 @"$e13SolanaProgram7AccountV10isWritableSbvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 2
  %2 = load i8, ptr %1, align 1
  %3 = icmp ne i8 %2, 0
  ret i1 %3
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i1 @"$e13SolanaProgram7AccountV12isExecutableSbvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 3
  %2 = load i8, ptr %1, align 1
  %3 = icmp ne i8 %2, 0
  ret i1 %3
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected nonnull ptr @"$e13SolanaProgram7AccountV3keySPyAA7AddressVGvg"(ptr readnone captures(ret: address, provenance) %0) local_unnamed_addr #1 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 8
  ret ptr %1
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram7AccountV7addressAA7AddressVvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %2 = load i64, ptr %1, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %3 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %4 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %0, i64 32
  %5 = load i64, ptr %.word3, align 8
  %6 = insertvalue { i64, i64, i64, i64 } undef, i64 %2, 0
  %7 = insertvalue { i64, i64, i64, i64 } %6, i64 %3, 1
  %8 = insertvalue { i64, i64, i64, i64 } %7, i64 %4, 2
  %9 = insertvalue { i64, i64, i64, i64 } %8, i64 %5, 3
  ret { i64, i64, i64, i64 } %9
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram7AccountV5ownerAA7AddressVvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 40
  %2 = load i64, ptr %1, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %0, i64 48
  %3 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %0, i64 56
  %4 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %0, i64 64
  %5 = load i64, ptr %.word3, align 8
  %6 = insertvalue { i64, i64, i64, i64 } undef, i64 %2, 0
  %7 = insertvalue { i64, i64, i64, i64 } %6, i64 %3, 1
  %8 = insertvalue { i64, i64, i64, i64 } %7, i64 %4, 2
  %9 = insertvalue { i64, i64, i64, i64 } %8, i64 %5, 3
  ret { i64, i64, i64, i64 } %9
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i64 @"$e13SolanaProgram7AccountV8lamportss6UInt64Vvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 72
  %2 = load i64, ptr %1, align 8
  ret i64 %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: write)
define protected void @"$e13SolanaProgram7AccountV8lamportss6UInt64Vvs"(i64 %0, ptr writeonly captures(none) initializes((72, 80)) %1) local_unnamed_addr #2 {
entry:
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 72
  store i64 %0, ptr %2, align 1
  ret void
}

; Function Attrs: minsize noinline nounwind optsize
define protected { ptr, ptr } @"$e13SolanaProgram7AccountV8lamportss6UInt64VvM"(ptr noalias dereferenceable(32) %0, ptr %1) local_unnamed_addr #3 {
coro.return:
  %.spill.addr = getelementptr inbounds nuw i8, ptr %0, i64 8
  store ptr %1, ptr %.spill.addr, align 8
  tail call void @llvm.lifetime.start.p0(i64 8, ptr nonnull %0)
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 72
  %3 = load i64, ptr %2, align 8
  store i64 %3, ptr %0, align 8
  %4 = insertvalue { ptr, ptr } { ptr @"$e13SolanaProgram7AccountV8lamportss6UInt64VvM.resume.0", ptr poison }, ptr %0, 1
  ret { ptr, ptr } %4
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(write, argmem: readwrite, inaccessiblemem: none)
define internal void @"$e13SolanaProgram7AccountV8lamportss6UInt64VvM.resume.0"(ptr noalias noundef nonnull align 8 captures(none) dereferenceable(32) %0, i1 %1) #4 {
entryresume.0:
  %.reload.addr = getelementptr inbounds nuw i8, ptr %0, i64 8
  %.reload = load ptr, ptr %.reload.addr, align 8
  %2 = getelementptr inbounds nuw i8, ptr %.reload, i64 72
  %3 = load i64, ptr %0, align 8
  tail call void @llvm.lifetime.end.p0(i64 8, ptr nonnull %0)
  store i64 %3, ptr %2, align 8
  ret void
}

; Function Attrs: mustprogress nounwind willreturn allockind("free") memory(argmem: readwrite, inaccessiblemem: readwrite)
declare void @free(ptr allocptr noundef captures(none)) local_unnamed_addr #5

declare ptr @swift_coroFrameAlloc(i64, i64) local_unnamed_addr

; Function Attrs: mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr captures(none)) #6

; Function Attrs: mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr captures(none)) #6

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i64 @"$e13SolanaProgram7AccountV6lengthSivg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 80
  %2 = load i64, ptr %1, align 8
  ret i64 %2
}

; Function Attrs: minsize nounwind optsize
define protected i64 @"$e13SolanaProgram7AccountV4words6UInt64VSi_tcig"(i64 %0, ptr readonly captures(none) %1) local_unnamed_addr #7 {
entry:
  %2 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %0, i64 88)
  %3 = extractvalue { i64, i1 } %2, 1
  br i1 %3, label %8, label %4, !prof !9

4:                                                ; preds = %entry
  %5 = extractvalue { i64, i1 } %2, 0
  %6 = getelementptr inbounds i8, ptr %1, i64 %5
  %7 = load i64, ptr %6, align 8
  ret i64 %7

8:                                                ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: mustprogress nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare { i64, i1 } @llvm.sadd.with.overflow.i64(i64, i64) #8

; Function Attrs: cold noreturn nounwind memory(inaccessiblemem: write)
declare void @llvm.trap() #9

; Function Attrs: minsize nounwind optsize
define protected void @"$e13SolanaProgram7AccountV4words6UInt64VSi_tcis"(i64 %0, i64 %1, ptr writeonly captures(none) %2) local_unnamed_addr #7 {
entry:
  %3 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %1, i64 88)
  %4 = extractvalue { i64, i1 } %3, 1
  br i1 %4, label %8, label %5, !prof !9

5:                                                ; preds = %entry
  %6 = extractvalue { i64, i1 } %3, 0
  %7 = getelementptr inbounds i8, ptr %2, i64 %6
  store i64 %0, ptr %7, align 1
  ret void

8:                                                ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize noinline nounwind optsize
define protected { ptr, ptr } @"$e13SolanaProgram7AccountV4words6UInt64VSi_tciM"(ptr noalias dereferenceable(32) %0, i64 %1, ptr %2) local_unnamed_addr #3 {
PostSpill:
  %.spill.addr = getelementptr inbounds nuw i8, ptr %0, i64 8
  store ptr %2, ptr %.spill.addr, align 8
  tail call void @llvm.lifetime.start.p0(i64 8, ptr nonnull %0)
  %3 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %1, i64 88)
  %4 = extractvalue { i64, i1 } %3, 1
  br i1 %4, label %9, label %coro.return, !prof !9

coro.return:                                      ; preds = %PostSpill
  %5 = extractvalue { i64, i1 } %3, 0
  %.spill.addr6 = getelementptr inbounds nuw i8, ptr %0, i64 16
  store i64 %5, ptr %.spill.addr6, align 8
  %6 = getelementptr inbounds i8, ptr %2, i64 %5
  %7 = load i64, ptr %6, align 8
  store i64 %7, ptr %0, align 8
  %8 = insertvalue { ptr, ptr } { ptr @"$e13SolanaProgram7AccountV4words6UInt64VSi_tciM.resume.0", ptr poison }, ptr %0, 1
  ret { ptr, ptr } %8

9:                                                ; preds = %PostSpill
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(write, argmem: readwrite, inaccessiblemem: none)
define internal void @"$e13SolanaProgram7AccountV4words6UInt64VSi_tciM.resume.0"(ptr noalias noundef nonnull align 8 captures(none) dereferenceable(32) %0, i1 %1) #4 {
entryresume.0:
  %.reload.addr7 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %.reload8 = load i64, ptr %.reload.addr7, align 8
  %.reload.addr = getelementptr inbounds nuw i8, ptr %0, i64 8
  %.reload = load ptr, ptr %.reload.addr, align 8
  %2 = getelementptr inbounds i8, ptr %.reload, i64 %.reload8
  %3 = load i64, ptr %0, align 8
  tail call void @llvm.lifetime.end.p0(i64 8, ptr nonnull %0)
  store i64 %3, ptr %2, align 8
  ret void
}

; Function Attrs: minsize nounwind optsize
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram7AccountV7addressAA7AddressVSi_tcig"(i64 %0, ptr readonly captures(none) %1) local_unnamed_addr #7 {
entry:
  %2 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %0, i64 88)
  %3 = extractvalue { i64, i1 } %2, 1
  br i1 %3, label %15, label %4, !prof !9

4:                                                ; preds = %entry
  %5 = extractvalue { i64, i1 } %2, 0
  %6 = getelementptr inbounds i8, ptr %1, i64 %5
  %7 = load i64, ptr %6, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %8 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %9 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %10 = load i64, ptr %.word3, align 8
  %11 = insertvalue { i64, i64, i64, i64 } undef, i64 %7, 0
  %12 = insertvalue { i64, i64, i64, i64 } %11, i64 %8, 1
  %13 = insertvalue { i64, i64, i64, i64 } %12, i64 %9, 2
  %14 = insertvalue { i64, i64, i64, i64 } %13, i64 %10, 3
  ret { i64, i64, i64, i64 } %14

15:                                               ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define protected void @"$e13SolanaProgram7AccountV7addressAA7AddressVSi_tcis"(i64 %0, i64 %1, i64 %2, i64 %3, i64 %4, ptr writeonly captures(none) %5) local_unnamed_addr #7 {
entry:
  %6 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %4, i64 88)
  %7 = extractvalue { i64, i1 } %6, 1
  br i1 %7, label %11, label %8, !prof !9

8:                                                ; preds = %entry
  %9 = extractvalue { i64, i1 } %6, 0
  %10 = getelementptr inbounds i8, ptr %5, i64 %9
  store i64 %0, ptr %10, align 1
  %.sroa.4.0..sroa_idx = getelementptr inbounds nuw i8, ptr %10, i64 8
  store i64 %1, ptr %.sroa.4.0..sroa_idx, align 1
  %.sroa.5.0..sroa_idx = getelementptr inbounds nuw i8, ptr %10, i64 16
  store i64 %2, ptr %.sroa.5.0..sroa_idx, align 1
  %.sroa.6.0..sroa_idx = getelementptr inbounds nuw i8, ptr %10, i64 24
  store i64 %3, ptr %.sroa.6.0..sroa_idx, align 1
  ret void

11:                                               ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: mustprogress nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg) #10

; Function Attrs: minsize noinline nounwind optsize
define protected { ptr, ptr } @"$e13SolanaProgram7AccountV7addressAA7AddressVSi_tciM"(ptr noalias dereferenceable(32) initializes((0, 8)) %0, i64 %1, ptr %2) local_unnamed_addr #3 {
PostSpill:
  %3 = tail call ptr @swift_coroFrameAlloc(i64 48, i64 61033) #15
  store ptr %3, ptr %0, align 8
  %.spill.addr = getelementptr inbounds nuw i8, ptr %3, i64 32
  store ptr %2, ptr %.spill.addr, align 8
  tail call void @llvm.lifetime.start.p0(i64 32, ptr nonnull %3)
  %4 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %1, i64 88)
  %5 = extractvalue { i64, i1 } %4, 1
  br i1 %5, label %13, label %coro.return, !prof !9

coro.return:                                      ; preds = %PostSpill
  %6 = extractvalue { i64, i1 } %4, 0
  %.spill.addr34 = getelementptr inbounds nuw i8, ptr %3, i64 40
  store i64 %6, ptr %.spill.addr34, align 8
  %7 = getelementptr inbounds i8, ptr %2, i64 %6
  %8 = load i64, ptr %7, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %7, i64 8
  %9 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %10 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %7, i64 24
  %11 = load i64, ptr %.word3, align 8
  store i64 %8, ptr %3, align 8
  %.word12 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 %9, ptr %.word12, align 8
  %.word23 = getelementptr inbounds nuw i8, ptr %3, i64 16
  store i64 %10, ptr %.word23, align 8
  %.word34 = getelementptr inbounds nuw i8, ptr %3, i64 24
  store i64 %11, ptr %.word34, align 8
  %12 = insertvalue { ptr, ptr } { ptr @"$e13SolanaProgram7AccountV7addressAA7AddressVSi_tciM.resume.0", ptr poison }, ptr %3, 1
  ret { ptr, ptr } %12

13:                                               ; preds = %PostSpill
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize mustprogress nounwind optsize willreturn
define internal void @"$e13SolanaProgram7AccountV7addressAA7AddressVSi_tciM.resume.0"(ptr noalias noundef nonnull readonly align 8 captures(none) dereferenceable(32) %0, i1 %1) #11 {
entryresume.0:
  %2 = load ptr, ptr %0, align 8
  %.reload.addr35 = getelementptr inbounds nuw i8, ptr %2, i64 40
  %.reload36 = load i64, ptr %.reload.addr35, align 8
  %.reload.addr = getelementptr inbounds nuw i8, ptr %2, i64 32
  %.reload = load ptr, ptr %.reload.addr, align 8
  %.word3433 = getelementptr inbounds nuw i8, ptr %2, i64 24
  %.word2332 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %.word1231 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %3 = getelementptr inbounds i8, ptr %.reload, i64 %.reload36
  %.word330 = getelementptr inbounds nuw i8, ptr %3, i64 24
  %.word229 = getelementptr inbounds nuw i8, ptr %3, i64 16
  %.word128 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %4 = load i64, ptr %2, align 8
  %5 = load i64, ptr %.word1231, align 8
  %6 = load i64, ptr %.word2332, align 8
  %7 = load i64, ptr %.word3433, align 8
  tail call void @llvm.lifetime.end.p0(i64 32, ptr nonnull %2)
  store i64 %4, ptr %3, align 1
  store i64 %5, ptr %.word128, align 1
  store i64 %6, ptr %.word229, align 1
  store i64 %7, ptr %.word330, align 1
  tail call void @free(ptr %2)
  ret void
}

; Function Attrs: minsize nounwind optsize
define protected i8 @"$e13SolanaProgram7AccountV4bytes5UInt8VSi_tcig"(i64 %0, ptr readonly captures(none) %1) local_unnamed_addr #7 {
entry:
  %2 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %0, i64 88)
  %3 = extractvalue { i64, i1 } %2, 1
  br i1 %3, label %8, label %4, !prof !9

4:                                                ; preds = %entry
  %5 = extractvalue { i64, i1 } %2, 0
  %6 = getelementptr inbounds i8, ptr %1, i64 %5
  %7 = load i8, ptr %6, align 1
  ret i8 %7

8:                                                ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected nonnull ptr @"$e13SolanaProgram7AccountV4dataSVvg"(ptr readnone captures(ret: address, provenance) %0) local_unnamed_addr #1 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 88
  ret ptr %1
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define protected i64 @"$e13SolanaProgram7AccountV12moveLamports_2toys6UInt64V_ACtAA0B5ErrorVYKF"(i64 %0, ptr captures(none) %1, ptr captures(none) %2, ptr readnone swiftself captures(none) %3, ptr noalias writeonly captures(none) dereferenceable(8) %4) local_unnamed_addr #12 {
entry:
  %5 = getelementptr inbounds nuw i8, ptr %2, i64 72
  %6 = load i64, ptr %5, align 8
  %.not = icmp ult i64 %6, %0
  br i1 %.not, label %15, label %7

7:                                                ; preds = %entry
  %8 = sub nuw i64 %6, %0
  store i64 %8, ptr %5, align 8
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 72
  %10 = load i64, ptr %9, align 8
  %11 = tail call { i64, i1 } @llvm.uadd.with.overflow.i64(i64 %10, i64 %0)
  %12 = extractvalue { i64, i1 } %11, 1
  br i1 %12, label %15, label %13

common.ret:                                       ; preds = %15, %13
  %common.ret.op = phi i64 [ undef, %13 ], [ %16, %15 ]
  ret i64 %common.ret.op

13:                                               ; preds = %7
  %14 = extractvalue { i64, i1 } %11, 0
  store i64 %14, ptr %9, align 8
  br label %common.ret

15:                                               ; preds = %entry, %7
  %16 = phi i64 [ 103079215104, %7 ], [ 25769803776, %entry ]
  store ptr inttoptr (i64 1 to ptr), ptr %4, align 8
  br label %common.ret
}

; Function Attrs: mustprogress nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare { i64, i1 } @llvm.uadd.with.overflow.i64(i64, i64) #8

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV17insufficientFundsACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 25769803776
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV18arithmeticOverflowACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 103079215104
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: write)
define protected void @"$e13SolanaProgram7AccountV5closeyyF"(ptr writeonly captures(none) initializes((40, 72), (80, 88)) %0) local_unnamed_addr #2 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 80
  store i64 0, ptr %1, align 1
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 40
  tail call void @llvm.memset.p0.i64(ptr noundef nonnull align 1 dereferenceable(32) %2, i8 0, i64 32, i1 false)
  ret void
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef nonnull ptr @"$e13SolanaProgram8ProgramsO6systemAA7AddressVvau"() local_unnamed_addr #1 {
entry:
  ret ptr @"$e13SolanaProgram8ProgramsO6systemAA7AddressVvpZ"
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i1 @"$e13SolanaProgram7AccountV23__derived_struct_equalsySbAC_ACtFZ"(ptr readnone captures(address) %0, ptr readnone captures(address) %1) local_unnamed_addr #1 {
entry:
  %2 = icmp eq ptr %0, %1
  ret i1 %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram7AddressV5word0s6UInt64Vvg"(i64 returned %0, i64 %1, i64 %2, i64 %3) local_unnamed_addr #1 {
entry:
  ret i64 %0
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram7AddressV5word1s6UInt64Vvg"(i64 %0, i64 returned %1, i64 %2, i64 %3) local_unnamed_addr #1 {
entry:
  ret i64 %1
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram7AddressV5word2s6UInt64Vvg"(i64 %0, i64 %1, i64 returned %2, i64 %3) local_unnamed_addr #1 {
entry:
  ret i64 %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram7AddressV5word3s6UInt64Vvg"(i64 %0, i64 %1, i64 %2, i64 returned %3) local_unnamed_addr #1 {
entry:
  ret i64 %3
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef nonnull ptr @"$e13SolanaProgram7AddressV6lengthSivau"() local_unnamed_addr #1 {
entry:
  ret ptr @"$e13SolanaProgram7AddressV6lengthSivpZ"
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram7AddressV6lengthSivgZ"() local_unnamed_addr #1 {
entry:
  ret i64 32
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram7AddressVyACs6UInt64V_A3EtcfC"(i64 %0, i64 %1, i64 %2, i64 %3) local_unnamed_addr #1 {
entry:
  %4 = insertvalue { i64, i64, i64, i64 } undef, i64 %0, 0
  %5 = insertvalue { i64, i64, i64, i64 } %4, i64 %1, 1
  %6 = insertvalue { i64, i64, i64, i64 } %5, i64 %2, 2
  %7 = insertvalue { i64, i64, i64, i64 } %6, i64 %3, 3
  ret { i64, i64, i64, i64 } %7
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i1 @"$e13SolanaProgram7AddressV2eeoiySbAC_ACtFZ"(i64 %0, i64 %1, i64 %2, i64 %3, i64 %4, i64 %5, i64 %6, i64 %7) local_unnamed_addr #1 {
entry:
  %8 = icmp eq i64 %0, %4
  %9 = icmp eq i64 %1, %5
  %or.cond = select i1 %8, i1 %9, i1 false
  %10 = icmp eq i64 %2, %6
  %or.cond1 = select i1 %or.cond, i1 %10, i1 false
  %11 = icmp eq i64 %3, %7
  %spec.select = select i1 %or.cond1, i1 %11, i1 false
  ret i1 %spec.select
}

; Function Attrs: minsize nounwind optsize
define protected i64 @"$e13SolanaProgram015AssociatedTokenB0O16createIdempotent_5payer6wallet4mint06systemB005tokenB07programyAA7AccountV_A6LtAA0B5ErrorVYKFZ"(ptr %0, ptr %1, ptr %2, ptr %3, ptr %4, ptr %5, ptr %6, ptr readnone swiftself captures(none) %7, ptr noalias writeonly captures(none) dereferenceable(8) %8) local_unnamed_addr #7 {
entry:
  %9 = alloca [6 x <{ %T13SolanaProgram10AccountUseV, [6 x i8] }>], align 8
  %10 = alloca [6 x <{ %T13SolanaProgram10AccountUseV, [6 x i8] }>], align 8
  %11 = alloca %"Ts11InlineArrayVy$0_s6UInt64VG", align 8
  %temp_alloc47 = alloca [96 x i8], align 8
  %temp_alloc1848 = alloca [336 x i8], align 8
  %12 = alloca [6 x <{ %T13SolanaProgram10AccountUseV, [6 x i8] }>], align 8
  %13 = alloca %T13SolanaProgram17InstructionRecordV, align 8
  call void @llvm.lifetime.start.p0(i64 96, ptr nonnull %9)
  call void @llvm.lifetime.start.p0(i64 96, ptr nonnull %10)
  store ptr %1, ptr %10, align 8
  %.isWritable = getelementptr inbounds nuw i8, ptr %10, i64 8
  store i8 1, ptr %.isWritable, align 8
  %.isSigner = getelementptr inbounds nuw i8, ptr %10, i64 9
  store i8 1, ptr %.isSigner, align 1
  %14 = getelementptr inbounds nuw i8, ptr %10, i64 16
  store ptr %0, ptr %14, align 8
  %.isWritable2 = getelementptr inbounds nuw i8, ptr %10, i64 24
  store i8 1, ptr %.isWritable2, align 8
  %.isSigner3 = getelementptr inbounds nuw i8, ptr %10, i64 25
  store i8 0, ptr %.isSigner3, align 1
  %15 = getelementptr inbounds nuw i8, ptr %10, i64 32
  store ptr %2, ptr %15, align 8
  %.isWritable5 = getelementptr inbounds nuw i8, ptr %10, i64 40
  store i8 0, ptr %.isWritable5, align 8
  %.isSigner6 = getelementptr inbounds nuw i8, ptr %10, i64 41
  store i8 0, ptr %.isSigner6, align 1
  %16 = getelementptr inbounds nuw i8, ptr %10, i64 48
  store ptr %3, ptr %16, align 8
  %.isWritable8 = getelementptr inbounds nuw i8, ptr %10, i64 56
  store i8 0, ptr %.isWritable8, align 8
  %.isSigner9 = getelementptr inbounds nuw i8, ptr %10, i64 57
  store i8 0, ptr %.isSigner9, align 1
  %17 = getelementptr inbounds nuw i8, ptr %10, i64 64
  store ptr %4, ptr %17, align 8
  %.isWritable11 = getelementptr inbounds nuw i8, ptr %10, i64 72
  store i8 0, ptr %.isWritable11, align 8
  %.isSigner12 = getelementptr inbounds nuw i8, ptr %10, i64 73
  store i8 0, ptr %.isSigner12, align 1
  %18 = getelementptr inbounds nuw i8, ptr %10, i64 80
  store ptr %5, ptr %18, align 8
  %.isWritable14 = getelementptr inbounds nuw i8, ptr %10, i64 88
  store i8 0, ptr %.isWritable14, align 8
  %.isSigner15 = getelementptr inbounds nuw i8, ptr %10, i64 89
  store i8 0, ptr %.isSigner15, align 1
  br label %each_array_element

each_array_element:                               ; preds = %each_array_element, %entry
  %19 = phi i64 [ 6, %entry ], [ %24, %each_array_element ]
  %20 = phi ptr [ %9, %entry ], [ %22, %each_array_element ]
  %21 = phi ptr [ %10, %entry ], [ %23, %each_array_element ]
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(10) %20, ptr noundef nonnull align 8 dereferenceable(10) %21, i64 10, i1 false)
  %22 = getelementptr inbounds nuw i8, ptr %20, i64 16
  %23 = getelementptr inbounds nuw i8, ptr %21, i64 16
  %24 = add nsw i64 %19, -1
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %end_array_element, label %each_array_element

end_array_element:                                ; preds = %each_array_element
  call void @llvm.lifetime.end.p0(i64 96, ptr nonnull %10)
  call void @llvm.lifetime.start.p0(i64 8, ptr nonnull %11)
  store i64 1, ptr %11, align 8
  call void @llvm.lifetime.start.p0(i64 96, ptr nonnull %temp_alloc47)
  call void @llvm.lifetime.start.p0(i64 336, ptr nonnull %temp_alloc1848)
  call void @llvm.lifetime.start.p0(i64 96, ptr nonnull %12)
  br label %each_array_element19

each_array_element19:                             ; preds = %each_array_element19, %end_array_element
  %26 = phi i64 [ 6, %end_array_element ], [ %31, %each_array_element19 ]
  %27 = phi ptr [ %12, %end_array_element ], [ %29, %each_array_element19 ]
  %28 = phi ptr [ %9, %end_array_element ], [ %30, %each_array_element19 ]
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(10) %27, ptr noundef nonnull align 8 dereferenceable(10) %28, i64 10, i1 false)
  %29 = getelementptr inbounds nuw i8, ptr %27, i64 16
  %30 = getelementptr inbounds nuw i8, ptr %28, i64 16
  %31 = add nsw i64 %26, -1
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %.preheader, label %each_array_element19

.preheader:                                       ; preds = %each_array_element19, %.preheader
  %33 = phi i64 [ %54, %.preheader ], [ 0, %each_array_element19 ]
  %34 = shl nuw nsw i64 %33, 4
  %35 = getelementptr inbounds nuw i8, ptr %12, i64 %34
  %36 = load ptr, ptr %35, align 8
  %.isWritable22 = getelementptr inbounds nuw i8, ptr %35, i64 8
  %37 = load i8, ptr %.isWritable22, align 8
  %.isSigner23 = getelementptr inbounds nuw i8, ptr %35, i64 9
  %38 = load i8, ptr %.isSigner23, align 1
  %39 = getelementptr inbounds nuw i8, ptr %36, i64 8
  %40 = getelementptr inbounds nuw i8, ptr %temp_alloc47, i64 %34
  store ptr %39, ptr %40, align 8
  %.isWritable24 = getelementptr inbounds nuw i8, ptr %40, i64 8
  store i8 %37, ptr %.isWritable24, align 8
  %.isSigner25 = getelementptr inbounds nuw i8, ptr %40, i64 9
  store i8 %38, ptr %.isSigner25, align 1
  %41 = getelementptr inbounds nuw i8, ptr %36, i64 72
  %42 = getelementptr inbounds nuw i8, ptr %36, i64 80
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds nuw i8, ptr %36, i64 88
  %45 = getelementptr inbounds nuw i8, ptr %36, i64 40
  %46 = getelementptr inbounds nuw i8, ptr %36, i64 1
  %47 = load i8, ptr %46, align 1
  %48 = getelementptr inbounds nuw i8, ptr %36, i64 2
  %49 = load i8, ptr %48, align 1
  %50 = getelementptr inbounds nuw i8, ptr %36, i64 3
  %51 = load i8, ptr %50, align 1
  %52 = mul nuw nsw i64 %33, 56
  %53 = getelementptr inbounds nuw i8, ptr %temp_alloc1848, i64 %52
  store ptr %39, ptr %53, align 8
  %.sroa.637.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 8
  store ptr %41, ptr %.sroa.637.0..sroa_idx, align 8
  %.sroa.738.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 16
  store i64 %43, ptr %.sroa.738.0..sroa_idx, align 8
  %.sroa.839.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 24
  store ptr %44, ptr %.sroa.839.0..sroa_idx, align 8
  %.sroa.940.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 32
  store ptr %45, ptr %.sroa.940.0..sroa_idx, align 8
  %.sroa.1041.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 40
  store i64 0, ptr %.sroa.1041.0..sroa_idx, align 8
  %.sroa.1142.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 48
  store i8 %47, ptr %.sroa.1142.0..sroa_idx, align 8
  %.sroa.12.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 49
  store i8 %49, ptr %.sroa.12.0..sroa_idx, align 1
  %.sroa.13.0..sroa_idx = getelementptr inbounds nuw i8, ptr %53, i64 50
  store i8 %51, ptr %.sroa.13.0..sroa_idx, align 2
  %54 = add nuw nsw i64 %33, 1
  %exitcond.not = icmp eq i64 %54, 6
  br i1 %exitcond.not, label %55, label %.preheader

55:                                               ; preds = %.preheader
  %56 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %57 = ptrtoint ptr %temp_alloc47 to i64
  call void @llvm.lifetime.start.p0(i64 40, ptr nonnull %13)
  store ptr %56, ptr %13, align 8
  %.accounts = getelementptr inbounds nuw i8, ptr %13, i64 8
  store i64 %57, ptr %.accounts, align 8
  %.accountCount = getelementptr inbounds nuw i8, ptr %13, i64 16
  store i64 6, ptr %.accountCount, align 8
  %.data34 = getelementptr inbounds nuw i8, ptr %13, i64 24
  store ptr %11, ptr %.data34, align 8
  %.length35 = getelementptr inbounds nuw i8, ptr %13, i64 32
  store i64 1, ptr %.length35, align 8
  %58 = call i64 @sol_invoke_signed_c(ptr nonnull %13, ptr nonnull %temp_alloc1848, i64 6, ptr null, i64 0)
  call void @llvm.lifetime.end.p0(i64 40, ptr nonnull %13)
  %.not = icmp eq i64 %58, 0
  call void @llvm.lifetime.end.p0(i64 96, ptr nonnull %12)
  call void @llvm.lifetime.end.p0(i64 336, ptr nonnull %temp_alloc1848)
  call void @llvm.lifetime.end.p0(i64 96, ptr nonnull %temp_alloc47)
  call void @llvm.lifetime.end.p0(i64 8, ptr nonnull %11)
  call void @llvm.lifetime.end.p0(i64 96, ptr nonnull %9)
  br i1 %.not, label %common.ret, label %59

common.ret:                                       ; preds = %55, %59
  ret i64 %58

59:                                               ; preds = %55
  store ptr inttoptr (i64 1 to ptr), ptr %8, align 8
  br label %common.ret
}

; Function Attrs: minsize nounwind optsize
declare i64 @sol_invoke_signed_c(ptr, ptr, i64, ptr, i64) local_unnamed_addr #7

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { ptr, i16 } @"$e13SolanaProgram10AccountUseV14writableSigneryAcA0C0VFZ"(ptr %0) local_unnamed_addr #1 {
entry:
  %1 = insertvalue { ptr, i16 } undef, ptr %0, 0
  %2 = insertvalue { ptr, i16 } %1, i16 257, 1
  ret { ptr, i16 } %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { ptr, i16 } @"$e13SolanaProgram10AccountUseV8writableyAcA0C0VFZ"(ptr %0) local_unnamed_addr #1 {
entry:
  %1 = insertvalue { ptr, i16 } undef, ptr %0, 0
  %2 = insertvalue { ptr, i16 } %1, i16 1, 1
  ret { ptr, i16 } %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { ptr, i16 } @"$e13SolanaProgram10AccountUseV8readonlyyAcA0C0VFZ"(ptr %0) local_unnamed_addr #1 {
entry:
  %1 = insertvalue { ptr, i16 } undef, ptr %0, 0
  %2 = insertvalue { ptr, i16 } %1, i16 0, 1
  ret { ptr, i16 } %2
}

; Function Attrs: minsize nounwind optsize
define protected i1 @"$e13SolanaProgram015AssociatedTokenB0O9isAccount_2of4mint05tokenB07programSbAA0F0V_SPyAA7AddressVGA3MtFZ"(ptr readonly captures(none) %0, ptr %1, ptr %2, ptr %3, ptr %4) local_unnamed_addr #7 {
entry:
  %5 = alloca %Ts5UInt8V, align 1
  %6 = alloca %T13SolanaProgram7AddressV, align 8
  %7 = alloca %"T13SolanaProgram11HashedSeeds33_D38F75F7B443EF79DCE38CDED4A28CB9LLVy$2_G", align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr nonnull %5)
  store i8 -1, ptr %5, align 1
  call void @llvm.lifetime.start.p0(i64 32, ptr nonnull %6)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(32) %6, i8 0, i64 32, i1 false)
  call void @llvm.lifetime.start.p0(i64 96, ptr nonnull %7)
  store ptr %1, ptr %7, align 8
  %.count12 = getelementptr inbounds nuw i8, ptr %7, i64 8
  store i64 32, ptr %.count12, align 8
  %8 = getelementptr inbounds nuw i8, ptr %7, i64 16
  store ptr %3, ptr %8, align 8
  %.count14 = getelementptr inbounds nuw i8, ptr %7, i64 24
  store i64 32, ptr %.count14, align 8
  %9 = getelementptr inbounds nuw i8, ptr %7, i64 32
  store ptr %2, ptr %9, align 8
  %.count16 = getelementptr inbounds nuw i8, ptr %7, i64 40
  store i64 32, ptr %.count16, align 8
  %.bump = getelementptr inbounds nuw i8, ptr %7, i64 48
  store ptr %5, ptr %.bump, align 8
  %.bump.count = getelementptr inbounds nuw i8, ptr %7, i64 56
  store i64 1, ptr %.bump.count, align 8
  %.program = getelementptr inbounds nuw i8, ptr %7, i64 64
  store ptr %4, ptr %.program, align 8
  %.program.count = getelementptr inbounds nuw i8, ptr %7, i64 72
  store i64 32, ptr %.program.count, align 8
  %.marker = getelementptr inbounds nuw i8, ptr %7, i64 80
  store ptr @.str.21.ProgramDerivedAddress, ptr %.marker, align 8
  %.marker.count = getelementptr inbounds nuw i8, ptr %7, i64 88
  store i64 21, ptr %.marker.count, align 8
  %10 = call i1 @"$e13SolanaProgram13searchAddress33_D38F75F7B443EF79DCE38CDED4A28CB9LLySbSV_SiSpys5UInt8VGAESpyAA0D0VGtF"(ptr nonnull %7, i64 6, ptr nonnull %5, i8 0, ptr nonnull %6)
  call void @llvm.lifetime.end.p0(i64 96, ptr nonnull %7)
  br i1 %10, label %12, label %11

11:                                               ; preds = %entry
  call void @llvm.lifetime.end.p0(i64 32, ptr nonnull %6)
  call void @llvm.lifetime.end.p0(i64 1, ptr nonnull %5)
  br label %27

12:                                               ; preds = %entry
  %.word3 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %.word2 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %.word1 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %13 = load i64, ptr %6, align 8
  %14 = load i64, ptr %.word1, align 8
  %15 = load i64, ptr %.word2, align 8
  %16 = load i64, ptr %.word3, align 8
  call void @llvm.lifetime.end.p0(i64 32, ptr nonnull %6)
  call void @llvm.lifetime.end.p0(i64 1, ptr nonnull %5)
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %18 = load i64, ptr %17, align 8
  %.word122 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %19 = load i64, ptr %.word122, align 8
  %.word223 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %20 = load i64, ptr %.word223, align 8
  %21 = icmp eq i64 %13, %18
  %22 = icmp eq i64 %14, %19
  %or.cond = select i1 %21, i1 %22, i1 false
  %23 = icmp eq i64 %15, %20
  %or.cond25 = select i1 %or.cond, i1 %23, i1 false
  br i1 %or.cond25, label %24, label %27

24:                                               ; preds = %12
  %.word324 = getelementptr inbounds nuw i8, ptr %0, i64 32
  %25 = load i64, ptr %.word324, align 8
  %26 = icmp eq i64 %16, %25
  br label %27

27:                                               ; preds = %12, %24, %11
  %28 = phi i1 [ false, %11 ], [ %26, %24 ], [ false, %12 ]
  ret i1 %28
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { ptr, i64 } @"$e13SolanaProgram4SeedVyACSPyAA7AddressVGcfC"(ptr %0) local_unnamed_addr #1 {
entry:
  %1 = insertvalue { ptr, i64 } undef, ptr %0, 0
  %2 = insertvalue { ptr, i64 } %1, i64 32, 1
  ret { ptr, i64 } %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { ptr, i16 } @"$e13SolanaProgram10AccountUseV6signeryAcA0C0VFZ"(ptr %0) local_unnamed_addr #1 {
entry:
  %1 = insertvalue { ptr, i16 } undef, ptr %0, 0
  %2 = insertvalue { ptr, i16 } %1, i16 256, 1
  ret { ptr, i16 } %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected { ptr, i16 } @"$e13SolanaProgram10AccountUseV7asGivenyAcA0C0VFZ"(ptr %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 2
  %2 = load i8, ptr %1, align 1
  %.not = icmp ne i8 %2, 0
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 1
  %4 = load i8, ptr %3, align 1
  %.not2.not = icmp eq i8 %4, 0
  %temp-coercion.coerced.sroa.4.8.insert.ext = zext i1 %.not to i16
  %temp-coercion.coerced.sroa.4.9.insert.shift = select i1 %.not2.not, i16 0, i16 256
  %temp-coercion.coerced.sroa.4.9.insert.insert = or disjoint i16 %temp-coercion.coerced.sroa.4.9.insert.shift, %temp-coercion.coerced.sroa.4.8.insert.ext
  %5 = insertvalue { ptr, i16 } undef, ptr %0, 0
  %6 = insertvalue { ptr, i16 } %5, i16 %temp-coercion.coerced.sroa.4.9.insert.insert, 1
  ret { ptr, i16 } %6
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { ptr, i64 } @"$e13SolanaProgram4SeedV_5countACSV_SitcfC"(ptr %0, i64 %1) local_unnamed_addr #1 {
entry:
  %2 = insertvalue { ptr, i64 } undef, ptr %0, 0
  %3 = insertvalue { ptr, i64 } %2, i64 %1, 1
  ret { ptr, i64 } %3
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram5ClockV4slots6UInt64Vvg"(i64 returned %0, i64 %1, i64 %2) local_unnamed_addr #1 {
entry:
  ret i64 %0
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram5ClockV5epochs6UInt64Vvg"(i64 %0, i64 returned %1, i64 %2) local_unnamed_addr #1 {
entry:
  ret i64 %1
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram5ClockV4times5Int64Vvg"(i64 %0, i64 %1, i64 returned %2) local_unnamed_addr #1 {
entry:
  ret i64 %2
}

; Function Attrs: minsize nounwind optsize
define protected { i64, i64, i64 } @"$e13SolanaProgram5ClockVACyAA0B5ErrorVYKcfC"(ptr readnone swiftself captures(none) %0, ptr noalias writeonly captures(none) dereferenceable(8) %1) local_unnamed_addr #7 {
entry:
  %2 = alloca %"Ts11InlineArrayVy$4_s6UInt64VG", align 8
  call void @llvm.lifetime.start.p0(i64 40, ptr nonnull %2)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(40) %2, i8 0, i64 40, i1 false)
  %3 = call i64 @sol_get_clock_sysvar(ptr nonnull %2)
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %5, label %14

common.ret:                                       ; preds = %14, %5
  %common.ret.op = phi { i64, i64, i64 } [ %13, %5 ], [ { i64 73014444032, i64 undef, i64 undef }, %14 ]
  ret { i64, i64, i64 } %common.ret.op

5:                                                ; preds = %entry
  %6 = getelementptr inbounds nuw i8, ptr %2, i64 32
  %7 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %8 = load i64, ptr %2, align 8
  %9 = load i64, ptr %7, align 8
  %10 = load i64, ptr %6, align 8
  call void @llvm.lifetime.end.p0(i64 40, ptr nonnull %2)
  %11 = insertvalue { i64, i64, i64 } undef, i64 %8, 0
  %12 = insertvalue { i64, i64, i64 } %11, i64 %9, 1
  %13 = insertvalue { i64, i64, i64 } %12, i64 %10, 2
  br label %common.ret

14:                                               ; preds = %entry
  call void @llvm.lifetime.end.p0(i64 40, ptr nonnull %2)
  store ptr inttoptr (i64 1 to ptr), ptr %1, align 8
  br label %common.ret
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV17unsupportedSysvarACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 73014444032
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i64 @"$e13SolanaProgram15InstructionDataV5countSivg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = load i64, ptr %0, align 8
  ret i64 %1
}

; Function Attrs: minsize nounwind optsize
define protected i8 @"$e13SolanaProgram15InstructionDataV4bytes5UInt8VSi_tcig"(i64 %0, ptr readonly captures(none) %1) local_unnamed_addr #7 {
entry:
  %2 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %0, i64 8)
  %3 = extractvalue { i64, i1 } %2, 1
  br i1 %3, label %8, label %4, !prof !9

4:                                                ; preds = %entry
  %5 = extractvalue { i64, i1 } %2, 0
  %6 = getelementptr inbounds i8, ptr %1, i64 %5
  %7 = load i8, ptr %6, align 1
  ret i8 %7

8:                                                ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define protected i64 @"$e13SolanaProgram15InstructionDataV4words6UInt64VSi_tcig"(i64 %0, ptr readonly captures(none) %1) local_unnamed_addr #7 {
entry:
  %2 = and i64 %0, -8
  %3 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %2, i64 8)
  %4 = extractvalue { i64, i1 } %3, 1
  br i1 %4, label %21, label %5, !prof !9

5:                                                ; preds = %entry
  %6 = extractvalue { i64, i1 } %3, 0
  %7 = getelementptr inbounds i8, ptr %1, i64 %6
  %8 = load i64, ptr %7, align 8
  %9 = shl i64 %0, 3
  %10 = and i64 %0, 7
  %.not = icmp eq i64 %10, 0
  br i1 %.not, label %19, label %11

11:                                               ; preds = %5
  %12 = tail call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %2, i64 16)
  %13 = extractvalue { i64, i1 } %12, 1
  br i1 %13, label %22, label %14, !prof !9

14:                                               ; preds = %11
  %15 = extractvalue { i64, i1 } %12, 0
  %16 = getelementptr inbounds i8, ptr %1, i64 %15
  %17 = load i64, ptr %16, align 8
  %18 = tail call i64 @llvm.fshr.i64(i64 %17, i64 %8, i64 %9)
  br label %19

19:                                               ; preds = %5, %14
  %20 = phi i64 [ %18, %14 ], [ %8, %5 ]
  ret i64 %20

21:                                               ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable

22:                                               ; preds = %11
  tail call void asm sideeffect "", "n"(i32 1) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected nonnull ptr @"$e13SolanaProgram15InstructionDataV7pointer2atSVSi_tF"(i64 %0, ptr readnone captures(ret: address, provenance) %1) local_unnamed_addr #1 {
entry:
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %3 = getelementptr inbounds i8, ptr %2, i64 %0
  ret ptr %3
}

; Function Attrs: minsize nounwind optsize
define protected void @"$e13SolanaProgram3LogO4textyys12StaticStringVFZ"(i64 %0, i64 %1, i8 %2) local_unnamed_addr #7 {
entry:
  %3 = and i8 %2, 1
  %.not = icmp eq i8 %3, 0
  br i1 %.not, label %4, label %8, !prof !10

4:                                                ; preds = %entry
  %5 = icmp eq i64 %0, 0
  br i1 %5, label %9, label %6, !prof !9

6:                                                ; preds = %4
  %7 = inttoptr i64 %0 to ptr
  tail call void @sol_log_(ptr nonnull %7, i64 %1)
  ret void

8:                                                ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable

9:                                                ; preds = %4
  tail call void asm sideeffect "", "n"(i32 1) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define protected void @"$e13SolanaProgram3LogO7numbersyys6UInt64V_A4FtFZ"(i64 %0, i64 %1, i64 %2, i64 %3, i64 %4) local_unnamed_addr #7 {
entry:
  tail call void @sol_log_64_(i64 %0, i64 %1, i64 %2, i64 %3, i64 %4)
  ret void
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i64 @"$e13SolanaProgram0B5ErrorV4codes6UInt64Vvg"(i64 returned %0) local_unnamed_addr #1 {
entry:
  ret i64 %0
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected range(i64 0, 4294967297) i64 @"$e13SolanaProgram0B5ErrorV6customACs6UInt32V_tcfC"(i32 %0) local_unnamed_addr #1 {
entry:
  %1 = icmp eq i32 %0, 0
  %2 = zext i32 %0 to i64
  %3 = select i1 %1, i64 4294967296, i64 %2
  ret i64 %3
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV15invalidArgumentACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 8589934592
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV22invalidInstructionDataACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 12884901888
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV18invalidAccountDataACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 17179869184
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV19accountDataTooSmallACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 21474836480
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV09incorrectB2IDACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 30064771072
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV24missingRequiredSignatureACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 34359738368
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV25accountAlreadyInitializedACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 38654705664
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV20uninitializedAccountACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 42949672960
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV20notEnoughAccountKeysACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 47244640256
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV12invalidSeedsACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 60129542144
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef i64 @"$e13SolanaProgram0B5ErrorV12illegalOwnerACvgZ"() local_unnamed_addr #1 {
entry:
  ret i64 77309411328
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected i1 @"$e13SolanaProgram0B5ErrorV23__derived_struct_equalsySbAC_ACtFZ"(i64 %0, i64 %1) local_unnamed_addr #1 {
entry:
  %2 = icmp eq i64 %0, %1
  ret i1 %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram8ProgramsO6systemAA7AddressVvgZ"() local_unnamed_addr #1 {
entry:
  ret { i64, i64, i64, i64 } zeroinitializer
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef nonnull ptr @"$e13SolanaProgram8ProgramsO5tokenAA7AddressVvau"() local_unnamed_addr #1 {
entry:
  ret ptr @"$e13SolanaProgram8ProgramsO5tokenAA7AddressVvpZ"
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram8ProgramsO5tokenAA7AddressVvgZ"() local_unnamed_addr #1 {
entry:
  ret { i64, i64, i64, i64 } { i64 -7808848301000303354, i64 -6018520155818964007, i64 -7982811346925931492, i64 -6268729762421306310 }
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef nonnull ptr @"$e13SolanaProgram8ProgramsO9token2022AA7AddressVvau"() local_unnamed_addr #1 {
entry:
  ret ptr @"$e13SolanaProgram8ProgramsO9token2022AA7AddressVvpZ"
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram8ProgramsO9token2022AA7AddressVvgZ"() local_unnamed_addr #1 {
entry:
  ret { i64, i64, i64, i64 } { i64 -2409577606766207738, i64 -2680366473547005416, i64 2814109315776649910, i64 -248927404616466946 }
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected noundef nonnull ptr @"$e13SolanaProgram8ProgramsO15associatedTokenAA7AddressVvau"() local_unnamed_addr #1 {
entry:
  ret ptr @"$e13SolanaProgram8ProgramsO15associatedTokenAA7AddressVvpZ"
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram8ProgramsO15associatedTokenAA7AddressVvgZ"() local_unnamed_addr #1 {
entry:
  ret { i64, i64, i64, i64 } { i64 -1042261918931904628, i64 -9003383862804333125, i64 -8930356746739557877, i64 6483188794038914564 }
}

; Function Attrs: minsize nounwind optsize
define protected i64 @"$e13SolanaProgram4RentO7minimum6lengths6UInt64Vs6UInt32V_tAA0B5ErrorVYKFZ"(i32 %0, ptr readnone swiftself captures(none) %1, ptr noalias writeonly captures(none) dereferenceable(8) %2) local_unnamed_addr #7 {
entry:
  %3 = alloca %"Ts11InlineArrayVy$2_s6UInt64VG", align 8
  call void @llvm.lifetime.start.p0(i64 24, ptr nonnull %3)
  %4 = getelementptr inbounds nuw i8, ptr %3, i64 8
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(24) %3, i8 0, i64 24, i1 false)
  %5 = call i64 @sol_get_rent_sysvar(ptr nonnull %3)
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %7, label %19

7:                                                ; preds = %entry
  %8 = load i64, ptr %3, align 8
  %9 = icmp ult i64 %8, 4294967296
  br i1 %9, label %10, label %19

10:                                               ; preds = %7
  %11 = zext i32 %0 to i64
  %12 = add nuw nsw i64 %11, 128
  %13 = mul i64 %8, %12
  %14 = load i64, ptr %4, align 8
  switch i64 %14, label %19 [
    i64 4611686018427387904, label %15
    i64 4607182418800017408, label %17
  ]

15:                                               ; preds = %10
  %16 = shl i64 %13, 1
  br label %17

common.ret:                                       ; preds = %19, %17
  %common.ret.op = phi i64 [ %18, %17 ], [ 73014444032, %19 ]
  ret i64 %common.ret.op

17:                                               ; preds = %10, %15
  %18 = phi i64 [ %16, %15 ], [ %13, %10 ]
  call void @llvm.lifetime.end.p0(i64 24, ptr nonnull %3)
  br label %common.ret

19:                                               ; preds = %7, %entry, %10
  call void @llvm.lifetime.end.p0(i64 24, ptr nonnull %3)
  store ptr inttoptr (i64 1 to ptr), ptr %2, align 8
  br label %common.ret
}

; Function Attrs: minsize nounwind optsize
define protected { ptr, i64 } @"$e13SolanaProgram4SeedVyACs12StaticStringVcfC"(i64 %0, i64 %1, i8 %2) local_unnamed_addr #7 {
entry:
  %3 = and i8 %2, 1
  %.not = icmp eq i8 %3, 0
  br i1 %.not, label %4, label %10, !prof !10

4:                                                ; preds = %entry
  %5 = icmp eq i64 %0, 0
  br i1 %5, label %11, label %6, !prof !9

6:                                                ; preds = %4
  %7 = inttoptr i64 %0 to ptr
  %8 = insertvalue { ptr, i64 } undef, ptr %7, 0
  %9 = insertvalue { ptr, i64 } %8, i64 %1, 1
  ret { ptr, i64 } %9

10:                                               ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable

11:                                               ; preds = %4
  tail call void asm sideeffect "", "n"(i32 1) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram0B14DerivedAddressV7addressAA0D0Vvg"(ptr noalias readonly swiftself captures(none) dereferenceable(33) %0) local_unnamed_addr #0 {
entry:
  %1 = load i64, ptr %0, align 8
  %.address.word1 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %2 = load i64, ptr %.address.word1, align 8
  %.address.word2 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %3 = load i64, ptr %.address.word2, align 8
  %.address.word3 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %4 = load i64, ptr %.address.word3, align 8
  %5 = insertvalue { i64, i64, i64, i64 } undef, i64 %1, 0
  %6 = insertvalue { i64, i64, i64, i64 } %5, i64 %2, 1
  %7 = insertvalue { i64, i64, i64, i64 } %6, i64 %3, 2
  %8 = insertvalue { i64, i64, i64, i64 } %7, i64 %4, 3
  ret { i64, i64, i64, i64 } %8
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i8 @"$e13SolanaProgram0B14DerivedAddressV4bumps5UInt8Vvg"(ptr noalias readonly swiftself captures(none) dereferenceable(33) %0) local_unnamed_addr #0 {
entry:
  %.bump = getelementptr inbounds nuw i8, ptr %0, i64 32
  %1 = load i8, ptr %.bump, align 8
  ret i8 %1
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i1 @"$e13SolanaProgram0B14DerivedAddressV23__derived_struct_equalsySbAC_ACtFZ"(ptr noalias readonly captures(none) dereferenceable(33) %0, ptr noalias readonly captures(none) dereferenceable(33) %1) local_unnamed_addr #0 {
entry:
  %.sroa.024.sroa.0.sroa.0.0.copyload = load i64, ptr %0, align 8
  %.sroa.018.sroa.0.sroa.0.0.copyload = load i64, ptr %1, align 8
  %2 = icmp eq i64 %.sroa.024.sroa.0.sroa.0.0.copyload, %.sroa.018.sroa.0.sroa.0.0.copyload
  br i1 %2, label %3, label %9

3:                                                ; preds = %entry
  %.sroa.6.0..address1.sroa_idx = getelementptr inbounds nuw i8, ptr %1, i64 24
  %.sroa.6.0.copyload = load i64, ptr %.sroa.6.0..address1.sroa_idx, align 8
  %.sroa.018.sroa.5.0..address1.sroa_idx = getelementptr inbounds nuw i8, ptr %1, i64 16
  %.sroa.018.sroa.5.0.copyload = load i64, ptr %.sroa.018.sroa.5.0..address1.sroa_idx, align 8
  %.sroa.625.0..address.sroa_idx = getelementptr inbounds nuw i8, ptr %0, i64 24
  %.sroa.625.0.copyload = load i64, ptr %.sroa.625.0..address.sroa_idx, align 8
  %.sroa.024.sroa.5.0..address.sroa_idx = getelementptr inbounds nuw i8, ptr %0, i64 16
  %.sroa.024.sroa.5.0.copyload = load i64, ptr %.sroa.024.sroa.5.0..address.sroa_idx, align 8
  %.sroa.018.sroa.0.sroa.4.0..address1.sroa_idx = getelementptr inbounds nuw i8, ptr %1, i64 8
  %.sroa.018.sroa.0.sroa.4.0.copyload = load i64, ptr %.sroa.018.sroa.0.sroa.4.0..address1.sroa_idx, align 8
  %.sroa.024.sroa.0.sroa.4.0..address.sroa_idx = getelementptr inbounds nuw i8, ptr %0, i64 8
  %.sroa.024.sroa.0.sroa.4.0.copyload = load i64, ptr %.sroa.024.sroa.0.sroa.4.0..address.sroa_idx, align 8
  %4 = icmp eq i64 %.sroa.024.sroa.0.sroa.4.0.copyload, %.sroa.018.sroa.0.sroa.4.0.copyload
  %5 = icmp eq i64 %.sroa.024.sroa.5.0.copyload, %.sroa.018.sroa.5.0.copyload
  %or.cond = select i1 %4, i1 %5, i1 false
  %6 = icmp eq i64 %.sroa.625.0.copyload, %.sroa.6.0.copyload
  %or.cond30 = select i1 %or.cond, i1 %6, i1 false
  br i1 %or.cond30, label %7, label %9

7:                                                ; preds = %3
  %.bump = getelementptr inbounds nuw i8, ptr %0, i64 32
  %.sroa.016.0.copyload = load i8, ptr %.bump, align 8
  %.bump13 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %.sroa.0.0.copyload = load i8, ptr %.bump13, align 8
  %8 = icmp eq i8 %.sroa.016.0.copyload, %.sroa.0.0.copyload
  br label %9

9:                                                ; preds = %3, %entry, %7
  %10 = phi i1 [ %8, %7 ], [ false, %entry ], [ false, %3 ]
  ret i1 %10
}

; Function Attrs: minsize noinline nounwind optsize
define protected noundef i1 @"$e13SolanaProgram13searchAddress33_D38F75F7B443EF79DCE38CDED4A28CB9LLySbSV_SiSpys5UInt8VGAESpyAA0D0VGtF"(ptr %0, i64 %1, ptr captures(none) %2, i8 %3, ptr %4) local_unnamed_addr #3 {
entry:
  br label %5

5:                                                ; preds = %11, %entry
  %6 = tail call i64 @sol_sha256(ptr %0, i64 %1, ptr %4)
  %7 = tail call i64 @sol_curve_validate_point(i64 0, ptr %4, ptr null)
  %.not.not.not.not.not.not = icmp ne i64 %7, 0
  br i1 %.not.not.not.not.not.not, label %13, label %8

8:                                                ; preds = %5
  %9 = load i8, ptr %2, align 1
  %10 = icmp eq i8 %9, %3
  br i1 %10, label %13, label %11

11:                                               ; preds = %8
  %12 = add i8 %9, -1
  store i8 %12, ptr %2, align 1
  br label %5

13:                                               ; preds = %8, %5
  ret i1 %.not.not.not.not.not.not
}

; Function Attrs: minsize nounwind optsize
declare i64 @sol_get_clock_sysvar(ptr) local_unnamed_addr #7

; Function Attrs: minsize nounwind optsize
declare void @sol_log_(ptr, i64) local_unnamed_addr #7

; Function Attrs: minsize nounwind optsize
declare void @sol_log_64_(i64, i64, i64, i64, i64) local_unnamed_addr #7

; Function Attrs: minsize nounwind optsize
declare i64 @sol_get_rent_sysvar(ptr) local_unnamed_addr #7

; Function Attrs: minsize nounwind optsize
declare i64 @sol_sha256(ptr, i64, ptr) local_unnamed_addr #7

; Function Attrs: minsize nounwind optsize
declare i64 @sol_curve_validate_point(i64, ptr, ptr) local_unnamed_addr #7

; Function Attrs: minsize nounwind optsize
define protected i64 @"$e13SolanaProgram06SystemB0O8transfer_4from2to7programys6UInt64V_AA7AccountVA2KtAA0B5ErrorVYKFZ"(i64 %0, ptr %1, ptr %2, ptr %3, ptr readnone swiftself captures(none) %4, ptr noalias writeonly captures(none) dereferenceable(8) %5) local_unnamed_addr #7 {
entry:
  %6 = alloca %"Ts11InlineArrayVy$1_s6UInt64VG", align 8
  %temp_alloc95 = alloca [32 x i8], align 8
  %temp_alloc1596 = alloca [112 x i8], align 8
  %7 = alloca %T13SolanaProgram17InstructionRecordV, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr nonnull %6)
  store i64 8589934592, ptr %6, align 8
  %8 = getelementptr inbounds nuw i8, ptr %6, i64 8
  store i64 %0, ptr %8, align 8
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %10 = getelementptr inbounds nuw i8, ptr %6, i64 4
  call void @llvm.lifetime.start.p0(i64 32, ptr nonnull %temp_alloc95)
  call void @llvm.lifetime.start.p0(i64 112, ptr nonnull %temp_alloc1596)
  %11 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store ptr %11, ptr %temp_alloc95, align 8
  %temp_alloc.isWritable = getelementptr inbounds nuw i8, ptr %temp_alloc95, i64 8
  store i8 1, ptr %temp_alloc.isWritable, align 8
  %temp_alloc.isSigner = getelementptr inbounds nuw i8, ptr %temp_alloc95, i64 9
  store i8 1, ptr %temp_alloc.isSigner, align 1
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 72
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 80
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds nuw i8, ptr %1, i64 88
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 40
  %17 = getelementptr inbounds nuw i8, ptr %1, i64 1
  %18 = load i8, ptr %17, align 1
  %19 = getelementptr inbounds nuw i8, ptr %1, i64 2
  %20 = load i8, ptr %19, align 1
  %21 = getelementptr inbounds nuw i8, ptr %1, i64 3
  %22 = load i8, ptr %21, align 1
  store ptr %11, ptr %temp_alloc1596, align 8
  %.sroa.578.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 8
  store ptr %12, ptr %.sroa.578.0.temp_alloc15.sroa_idx, align 8
  %.sroa.679.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 16
  store i64 %14, ptr %.sroa.679.0.temp_alloc15.sroa_idx, align 8
  %.sroa.780.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 24
  store ptr %15, ptr %.sroa.780.0.temp_alloc15.sroa_idx, align 8
  %.sroa.881.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 32
  store ptr %16, ptr %.sroa.881.0.temp_alloc15.sroa_idx, align 8
  %.sroa.982.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 40
  store i64 0, ptr %.sroa.982.0.temp_alloc15.sroa_idx, align 8
  %.sroa.1083.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 48
  store i8 %18, ptr %.sroa.1083.0.temp_alloc15.sroa_idx, align 8
  %.sroa.1184.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 49
  store i8 %20, ptr %.sroa.1184.0.temp_alloc15.sroa_idx, align 1
  %.sroa.1285.0.temp_alloc15.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 50
  store i8 %22, ptr %.sroa.1285.0.temp_alloc15.sroa_idx, align 2
  %23 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %24 = getelementptr inbounds nuw i8, ptr %temp_alloc95, i64 16
  store ptr %23, ptr %24, align 8
  %.isWritable35 = getelementptr inbounds nuw i8, ptr %temp_alloc95, i64 24
  store i8 1, ptr %.isWritable35, align 8
  %.isSigner36 = getelementptr inbounds nuw i8, ptr %temp_alloc95, i64 25
  store i8 0, ptr %.isSigner36, align 1
  %25 = getelementptr inbounds nuw i8, ptr %2, i64 72
  %26 = getelementptr inbounds nuw i8, ptr %2, i64 80
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds nuw i8, ptr %2, i64 88
  %29 = getelementptr inbounds nuw i8, ptr %2, i64 40
  %30 = getelementptr inbounds nuw i8, ptr %2, i64 1
  %31 = load i8, ptr %30, align 1
  %32 = getelementptr inbounds nuw i8, ptr %2, i64 2
  %33 = load i8, ptr %32, align 1
  %34 = getelementptr inbounds nuw i8, ptr %2, i64 3
  %35 = load i8, ptr %34, align 1
  %36 = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 56
  store ptr %23, ptr %36, align 8
  %.sroa.587.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 64
  store ptr %25, ptr %.sroa.587.0..sroa_idx, align 8
  %.sroa.688.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 72
  store i64 %27, ptr %.sroa.688.0..sroa_idx, align 8
  %.sroa.789.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 80
  store ptr %28, ptr %.sroa.789.0..sroa_idx, align 8
  %.sroa.890.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 88
  store ptr %29, ptr %.sroa.890.0..sroa_idx, align 8
  %.sroa.991.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 96
  store i64 0, ptr %.sroa.991.0..sroa_idx, align 8
  %.sroa.1092.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 104
  store i8 %31, ptr %.sroa.1092.0..sroa_idx, align 8
  %.sroa.1193.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 105
  store i8 %33, ptr %.sroa.1193.0..sroa_idx, align 1
  %.sroa.1294.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc1596, i64 106
  store i8 %35, ptr %.sroa.1294.0..sroa_idx, align 2
  %37 = ptrtoint ptr %temp_alloc95 to i64
  call void @llvm.lifetime.start.p0(i64 40, ptr nonnull %7)
  store ptr %9, ptr %7, align 8
  %.accounts = getelementptr inbounds nuw i8, ptr %7, i64 8
  store i64 %37, ptr %.accounts, align 8
  %.accountCount = getelementptr inbounds nuw i8, ptr %7, i64 16
  store i64 2, ptr %.accountCount, align 8
  %.data50 = getelementptr inbounds nuw i8, ptr %7, i64 24
  store ptr %10, ptr %.data50, align 8
  %.length51 = getelementptr inbounds nuw i8, ptr %7, i64 32
  store i64 12, ptr %.length51, align 8
  %38 = call i64 @sol_invoke_signed_c(ptr nonnull %7, ptr nonnull %temp_alloc1596, i64 2, ptr null, i64 0)
  call void @llvm.lifetime.end.p0(i64 40, ptr nonnull %7)
  %.not = icmp eq i64 %38, 0
  call void @llvm.lifetime.end.p0(i64 112, ptr nonnull %temp_alloc1596)
  call void @llvm.lifetime.end.p0(i64 32, ptr nonnull %temp_alloc95)
  call void @llvm.lifetime.end.p0(i64 16, ptr nonnull %6)
  br i1 %.not, label %common.ret, label %39

common.ret:                                       ; preds = %entry, %39
  ret i64 %38

39:                                               ; preds = %entry
  store ptr inttoptr (i64 1 to ptr), ptr %5, align 8
  br label %common.ret
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i64 @"$e13SolanaProgram12TokenAccountV_2ofACSgAA0D0V_AA7AddressVtcfC"(ptr %0, i64 %1, i64 %2, i64 %3, i64 %4) local_unnamed_addr #0 {
entry:
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 40
  %6 = load i64, ptr %5, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %0, i64 48
  %7 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %0, i64 56
  %8 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %0, i64 64
  %9 = load i64, ptr %.word3, align 8
  %10 = icmp eq i64 %6, %1
  %11 = icmp eq i64 %7, %2
  %or.cond = select i1 %10, i1 %11, i1 false
  %12 = icmp eq i64 %8, %3
  %or.cond3 = select i1 %or.cond, i1 %12, i1 false
  %13 = icmp eq i64 %9, %4
  %or.cond4 = select i1 %or.cond3, i1 %13, i1 false
  br i1 %or.cond4, label %14, label %32

14:                                               ; preds = %entry
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 80
  %16 = load i64, ptr %15, align 8
  %.not = icmp eq i64 %16, 165
  br i1 %.not, label %28, label %17

17:                                               ; preds = %14
  %18 = icmp eq i64 %1, -2409577606766207738
  %19 = icmp eq i64 %2, -2680366473547005416
  %or.cond5 = select i1 %18, i1 %19, i1 false
  %20 = icmp eq i64 %3, 2814109315776649910
  %or.cond6 = select i1 %or.cond5, i1 %20, i1 false
  %21 = icmp eq i64 %4, -248927404616466946
  %or.cond7 = select i1 %or.cond6, i1 %21, i1 false
  %22 = icmp sgt i64 %16, 165
  %or.cond8 = and i1 %or.cond7, %22
  %23 = icmp ne i64 %16, 355
  %or.cond9 = and i1 %23, %or.cond8
  br i1 %or.cond9, label %24, label %32

24:                                               ; preds = %17
  %25 = getelementptr inbounds nuw i8, ptr %0, i64 253
  %26 = load i8, ptr %25, align 1
  %27 = icmp eq i8 %26, 2
  br i1 %27, label %28, label %32

28:                                               ; preds = %14, %24
  %29 = getelementptr inbounds nuw i8, ptr %0, i64 196
  %30 = load i8, ptr %29, align 1
  %.not14 = icmp eq i8 %30, 0
  %31 = ptrtoint ptr %0 to i64
  %spec.select = select i1 %.not14, i64 0, i64 %31
  br label %32

32:                                               ; preds = %28, %entry, %17, %24
  %33 = phi i64 [ 0, %24 ], [ 0, %17 ], [ 0, %entry ], [ %spec.select, %28 ]
  ret i64 %33
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram12TokenAccountV4mintAA7AddressVvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 88
  %2 = load i64, ptr %1, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %0, i64 96
  %3 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %0, i64 104
  %4 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %0, i64 112
  %5 = load i64, ptr %.word3, align 8
  %6 = insertvalue { i64, i64, i64, i64 } undef, i64 %2, 0
  %7 = insertvalue { i64, i64, i64, i64 } %6, i64 %3, 1
  %8 = insertvalue { i64, i64, i64, i64 } %7, i64 %4, 2
  %9 = insertvalue { i64, i64, i64, i64 } %8, i64 %5, 3
  ret { i64, i64, i64, i64 } %9
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected { i64, i64, i64, i64 } @"$e13SolanaProgram12TokenAccountV5ownerAA7AddressVvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 120
  %2 = load i64, ptr %1, align 8
  %.word1 = getelementptr inbounds nuw i8, ptr %0, i64 128
  %3 = load i64, ptr %.word1, align 8
  %.word2 = getelementptr inbounds nuw i8, ptr %0, i64 136
  %4 = load i64, ptr %.word2, align 8
  %.word3 = getelementptr inbounds nuw i8, ptr %0, i64 144
  %5 = load i64, ptr %.word3, align 8
  %6 = insertvalue { i64, i64, i64, i64 } undef, i64 %2, 0
  %7 = insertvalue { i64, i64, i64, i64 } %6, i64 %3, 1
  %8 = insertvalue { i64, i64, i64, i64 } %7, i64 %4, 2
  %9 = insertvalue { i64, i64, i64, i64 } %8, i64 %5, 3
  ret { i64, i64, i64, i64 } %9
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i64 @"$e13SolanaProgram12TokenAccountV6amounts6UInt64Vvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 152
  %2 = load i64, ptr %1, align 8
  ret i64 %2
}

; Function Attrs: minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read)
define protected i1 @"$e13SolanaProgram12TokenAccountV8isFrozenSbvg"(ptr readonly captures(none) %0) local_unnamed_addr #0 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 196
  %2 = load i8, ptr %1, align 1
  %3 = icmp eq i8 %2, 2
  ret i1 %3
}

; Function Attrs: minsize nounwind optsize
define protected i64 @"$e13SolanaProgram05TokenB0O15transferChecked_8decimals4from4mint2to9authority7programys6UInt64V_s5UInt8VAA7AccountVA4PtAA0B5ErrorVYKFZ"(i64 %0, i8 %1, ptr %2, ptr %3, ptr %4, ptr %5, ptr %6, ptr readnone swiftself captures(none) %7, ptr noalias writeonly captures(none) dereferenceable(8) %8) local_unnamed_addr #7 {
entry:
  %9 = alloca [4 x <{ %T13SolanaProgram10AccountUseV, [6 x i8] }>], align 8
  %10 = alloca [4 x <{ %T13SolanaProgram10AccountUseV, [6 x i8] }>], align 8
  %11 = alloca %"Ts11InlineArrayVy$2_s6UInt64VG", align 8
  %temp_alloc156 = alloca [64 x i8], align 8
  %temp_alloc18157 = alloca [224 x i8], align 8
  %12 = alloca [4 x <{ %T13SolanaProgram10AccountUseV, [6 x i8] }>], align 8
  %13 = alloca %T13SolanaProgram17InstructionRecordV, align 8
  call void @llvm.lifetime.start.p0(i64 64, ptr nonnull %9)
  call void @llvm.lifetime.start.p0(i64 64, ptr nonnull %10)
  store ptr %2, ptr %10, align 8
  %.isWritable = getelementptr inbounds nuw i8, ptr %10, i64 8
  store i8 1, ptr %.isWritable, align 8
  %.isSigner = getelementptr inbounds nuw i8, ptr %10, i64 9
  store i8 0, ptr %.isSigner, align 1
  %14 = getelementptr inbounds nuw i8, ptr %10, i64 16
  store ptr %3, ptr %14, align 8
  %.isWritable2 = getelementptr inbounds nuw i8, ptr %10, i64 24
  store i8 0, ptr %.isWritable2, align 8
  %.isSigner3 = getelementptr inbounds nuw i8, ptr %10, i64 25
  store i8 0, ptr %.isSigner3, align 1
  %15 = getelementptr inbounds nuw i8, ptr %10, i64 32
  store ptr %4, ptr %15, align 8
  %.isWritable5 = getelementptr inbounds nuw i8, ptr %10, i64 40
  store i8 1, ptr %.isWritable5, align 8
  %.isSigner6 = getelementptr inbounds nuw i8, ptr %10, i64 41
  store i8 0, ptr %.isSigner6, align 1
  %16 = getelementptr inbounds nuw i8, ptr %10, i64 48
  store ptr %5, ptr %16, align 8
  %.isWritable8 = getelementptr inbounds nuw i8, ptr %10, i64 56
  store i8 0, ptr %.isWritable8, align 8
  %.isSigner9 = getelementptr inbounds nuw i8, ptr %10, i64 57
  store i8 1, ptr %.isSigner9, align 1
  br label %each_array_element

each_array_element:                               ; preds = %each_array_element, %entry
  %17 = phi i64 [ 4, %entry ], [ %22, %each_array_element ]
  %18 = phi ptr [ %9, %entry ], [ %20, %each_array_element ]
  %19 = phi ptr [ %10, %entry ], [ %21, %each_array_element ]
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(10) %18, ptr noundef nonnull align 8 dereferenceable(10) %19, i64 10, i1 false)
  %20 = getelementptr inbounds nuw i8, ptr %18, i64 16
  %21 = getelementptr inbounds nuw i8, ptr %19, i64 16
  %22 = add nsw i64 %17, -1
  %23 = icmp eq i64 %22, 0
  br i1 %23, label %end_array_element, label %each_array_element

end_array_element:                                ; preds = %each_array_element
  call void @llvm.lifetime.end.p0(i64 64, ptr nonnull %10)
  %24 = zext i8 %1 to i64
  call void @llvm.lifetime.start.p0(i64 24, ptr nonnull %11)
  store i64 864691128455135232, ptr %11, align 8
  %25 = getelementptr inbounds nuw i8, ptr %11, i64 8
  store i64 %0, ptr %25, align 8
  %26 = getelementptr inbounds nuw i8, ptr %11, i64 16
  store i64 %24, ptr %26, align 8
  call void @llvm.lifetime.start.p0(i64 64, ptr nonnull %temp_alloc156)
  call void @llvm.lifetime.start.p0(i64 224, ptr nonnull %temp_alloc18157)
  call void @llvm.lifetime.start.p0(i64 64, ptr nonnull %12)
  br label %each_array_element19

each_array_element19:                             ; preds = %each_array_element19, %end_array_element
  %27 = phi i64 [ 4, %end_array_element ], [ %32, %each_array_element19 ]
  %28 = phi ptr [ %12, %end_array_element ], [ %30, %each_array_element19 ]
  %29 = phi ptr [ %9, %end_array_element ], [ %31, %each_array_element19 ]
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(10) %28, ptr noundef nonnull align 8 dereferenceable(10) %29, i64 10, i1 false)
  %30 = getelementptr inbounds nuw i8, ptr %28, i64 16
  %31 = getelementptr inbounds nuw i8, ptr %29, i64 16
  %32 = add nsw i64 %27, -1
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %end_array_element20, label %each_array_element19

end_array_element20:                              ; preds = %each_array_element19
  %34 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %35 = getelementptr inbounds nuw i8, ptr %11, i64 7
  %36 = load ptr, ptr %12, align 8
  %.isWritable22 = getelementptr inbounds nuw i8, ptr %12, i64 8
  %37 = load i8, ptr %.isWritable22, align 8
  %.isSigner23 = getelementptr inbounds nuw i8, ptr %12, i64 9
  %38 = load i8, ptr %.isSigner23, align 1
  %39 = getelementptr inbounds nuw i8, ptr %36, i64 8
  store ptr %39, ptr %temp_alloc156, align 8
  %temp_alloc.isWritable = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 8
  store i8 %37, ptr %temp_alloc.isWritable, align 8
  %temp_alloc.isSigner = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 9
  store i8 %38, ptr %temp_alloc.isSigner, align 1
  %40 = getelementptr inbounds nuw i8, ptr %36, i64 72
  %41 = getelementptr inbounds nuw i8, ptr %36, i64 80
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds nuw i8, ptr %36, i64 88
  %44 = getelementptr inbounds nuw i8, ptr %36, i64 40
  %45 = getelementptr inbounds nuw i8, ptr %36, i64 1
  %46 = load i8, ptr %45, align 1
  %47 = getelementptr inbounds nuw i8, ptr %36, i64 2
  %48 = load i8, ptr %47, align 1
  %49 = getelementptr inbounds nuw i8, ptr %36, i64 3
  %50 = load i8, ptr %49, align 1
  store ptr %39, ptr %temp_alloc18157, align 8
  %.sroa.5122.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 8
  store ptr %40, ptr %.sroa.5122.0.temp_alloc18.sroa_idx, align 8
  %.sroa.6123.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 16
  store i64 %42, ptr %.sroa.6123.0.temp_alloc18.sroa_idx, align 8
  %.sroa.7124.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 24
  store ptr %43, ptr %.sroa.7124.0.temp_alloc18.sroa_idx, align 8
  %.sroa.8125.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 32
  store ptr %44, ptr %.sroa.8125.0.temp_alloc18.sroa_idx, align 8
  %.sroa.9126.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 40
  store i64 0, ptr %.sroa.9126.0.temp_alloc18.sroa_idx, align 8
  %.sroa.10127.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 48
  store i8 %46, ptr %.sroa.10127.0.temp_alloc18.sroa_idx, align 8
  %.sroa.11128.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 49
  store i8 %48, ptr %.sroa.11128.0.temp_alloc18.sroa_idx, align 1
  %.sroa.12.0.temp_alloc18.sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 50
  store i8 %50, ptr %.sroa.12.0.temp_alloc18.sroa_idx, align 2
  %51 = getelementptr inbounds nuw i8, ptr %12, i64 16
  %52 = load ptr, ptr %51, align 8
  %.isWritable31 = getelementptr inbounds nuw i8, ptr %12, i64 24
  %53 = load i8, ptr %.isWritable31, align 8
  %.isSigner32 = getelementptr inbounds nuw i8, ptr %12, i64 25
  %54 = load i8, ptr %.isSigner32, align 1
  %55 = getelementptr inbounds nuw i8, ptr %52, i64 8
  %56 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 16
  store ptr %55, ptr %56, align 8
  %.isWritable34 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 24
  store i8 %53, ptr %.isWritable34, align 8
  %.isSigner35 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 25
  store i8 %54, ptr %.isSigner35, align 1
  %57 = getelementptr inbounds nuw i8, ptr %52, i64 72
  %58 = getelementptr inbounds nuw i8, ptr %52, i64 80
  %59 = load i64, ptr %58, align 8
  %60 = getelementptr inbounds nuw i8, ptr %52, i64 88
  %61 = getelementptr inbounds nuw i8, ptr %52, i64 40
  %62 = getelementptr inbounds nuw i8, ptr %52, i64 1
  %63 = load i8, ptr %62, align 1
  %64 = getelementptr inbounds nuw i8, ptr %52, i64 2
  %65 = load i8, ptr %64, align 1
  %66 = getelementptr inbounds nuw i8, ptr %52, i64 3
  %67 = load i8, ptr %66, align 1
  %68 = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 56
  store ptr %55, ptr %68, align 8
  %.sroa.5130.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 64
  store ptr %57, ptr %.sroa.5130.0..sroa_idx, align 8
  %.sroa.6131.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 72
  store i64 %59, ptr %.sroa.6131.0..sroa_idx, align 8
  %.sroa.7132.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 80
  store ptr %60, ptr %.sroa.7132.0..sroa_idx, align 8
  %.sroa.8133.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 88
  store ptr %61, ptr %.sroa.8133.0..sroa_idx, align 8
  %.sroa.9134.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 96
  store i64 0, ptr %.sroa.9134.0..sroa_idx, align 8
  %.sroa.10135.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 104
  store i8 %63, ptr %.sroa.10135.0..sroa_idx, align 8
  %.sroa.11136.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 105
  store i8 %65, ptr %.sroa.11136.0..sroa_idx, align 1
  %.sroa.12137.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 106
  store i8 %67, ptr %.sroa.12137.0..sroa_idx, align 2
  %69 = getelementptr inbounds nuw i8, ptr %12, i64 32
  %70 = load ptr, ptr %69, align 8
  %.isWritable50 = getelementptr inbounds nuw i8, ptr %12, i64 40
  %71 = load i8, ptr %.isWritable50, align 8
  %.isSigner51 = getelementptr inbounds nuw i8, ptr %12, i64 41
  %72 = load i8, ptr %.isSigner51, align 1
  %73 = getelementptr inbounds nuw i8, ptr %70, i64 8
  %74 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 32
  store ptr %73, ptr %74, align 8
  %.isWritable53 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 40
  store i8 %71, ptr %.isWritable53, align 8
  %.isSigner54 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 41
  store i8 %72, ptr %.isSigner54, align 1
  %75 = getelementptr inbounds nuw i8, ptr %70, i64 72
  %76 = getelementptr inbounds nuw i8, ptr %70, i64 80
  %77 = load i64, ptr %76, align 8
  %78 = getelementptr inbounds nuw i8, ptr %70, i64 88
  %79 = getelementptr inbounds nuw i8, ptr %70, i64 40
  %80 = getelementptr inbounds nuw i8, ptr %70, i64 1
  %81 = load i8, ptr %80, align 1
  %82 = getelementptr inbounds nuw i8, ptr %70, i64 2
  %83 = load i8, ptr %82, align 1
  %84 = getelementptr inbounds nuw i8, ptr %70, i64 3
  %85 = load i8, ptr %84, align 1
  %86 = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 112
  store ptr %73, ptr %86, align 8
  %.sroa.5139.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 120
  store ptr %75, ptr %.sroa.5139.0..sroa_idx, align 8
  %.sroa.6140.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 128
  store i64 %77, ptr %.sroa.6140.0..sroa_idx, align 8
  %.sroa.7141.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 136
  store ptr %78, ptr %.sroa.7141.0..sroa_idx, align 8
  %.sroa.8142.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 144
  store ptr %79, ptr %.sroa.8142.0..sroa_idx, align 8
  %.sroa.9143.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 152
  store i64 0, ptr %.sroa.9143.0..sroa_idx, align 8
  %.sroa.10144.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 160
  store i8 %81, ptr %.sroa.10144.0..sroa_idx, align 8
  %.sroa.11145.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 161
  store i8 %83, ptr %.sroa.11145.0..sroa_idx, align 1
  %.sroa.12146.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 162
  store i8 %85, ptr %.sroa.12146.0..sroa_idx, align 2
  %87 = getelementptr inbounds nuw i8, ptr %12, i64 48
  %88 = load ptr, ptr %87, align 8
  %.isWritable69 = getelementptr inbounds nuw i8, ptr %12, i64 56
  %89 = load i8, ptr %.isWritable69, align 8
  %.isSigner70 = getelementptr inbounds nuw i8, ptr %12, i64 57
  %90 = load i8, ptr %.isSigner70, align 1
  %91 = getelementptr inbounds nuw i8, ptr %88, i64 8
  %92 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 48
  store ptr %91, ptr %92, align 8
  %.isWritable72 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 56
  store i8 %89, ptr %.isWritable72, align 8
  %.isSigner73 = getelementptr inbounds nuw i8, ptr %temp_alloc156, i64 57
  store i8 %90, ptr %.isSigner73, align 1
  %93 = getelementptr inbounds nuw i8, ptr %88, i64 72
  %94 = getelementptr inbounds nuw i8, ptr %88, i64 80
  %95 = load i64, ptr %94, align 8
  %96 = getelementptr inbounds nuw i8, ptr %88, i64 88
  %97 = getelementptr inbounds nuw i8, ptr %88, i64 40
  %98 = getelementptr inbounds nuw i8, ptr %88, i64 1
  %99 = load i8, ptr %98, align 1
  %100 = getelementptr inbounds nuw i8, ptr %88, i64 2
  %101 = load i8, ptr %100, align 1
  %102 = getelementptr inbounds nuw i8, ptr %88, i64 3
  %103 = load i8, ptr %102, align 1
  %104 = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 168
  store ptr %91, ptr %104, align 8
  %.sroa.5148.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 176
  store ptr %93, ptr %.sroa.5148.0..sroa_idx, align 8
  %.sroa.6149.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 184
  store i64 %95, ptr %.sroa.6149.0..sroa_idx, align 8
  %.sroa.7150.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 192
  store ptr %96, ptr %.sroa.7150.0..sroa_idx, align 8
  %.sroa.8151.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 200
  store ptr %97, ptr %.sroa.8151.0..sroa_idx, align 8
  %.sroa.9152.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 208
  store i64 0, ptr %.sroa.9152.0..sroa_idx, align 8
  %.sroa.10153.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 216
  store i8 %99, ptr %.sroa.10153.0..sroa_idx, align 8
  %.sroa.11154.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 217
  store i8 %101, ptr %.sroa.11154.0..sroa_idx, align 1
  %.sroa.12155.0..sroa_idx = getelementptr inbounds nuw i8, ptr %temp_alloc18157, i64 218
  store i8 %103, ptr %.sroa.12155.0..sroa_idx, align 2
  %105 = ptrtoint ptr %temp_alloc156 to i64
  call void @llvm.lifetime.start.p0(i64 40, ptr nonnull %13)
  store ptr %34, ptr %13, align 8
  %.accounts = getelementptr inbounds nuw i8, ptr %13, i64 8
  store i64 %105, ptr %.accounts, align 8
  %.accountCount = getelementptr inbounds nuw i8, ptr %13, i64 16
  store i64 4, ptr %.accountCount, align 8
  %.data87 = getelementptr inbounds nuw i8, ptr %13, i64 24
  store ptr %35, ptr %.data87, align 8
  %.length88 = getelementptr inbounds nuw i8, ptr %13, i64 32
  store i64 10, ptr %.length88, align 8
  %106 = call i64 @sol_invoke_signed_c(ptr nonnull %13, ptr nonnull %temp_alloc18157, i64 4, ptr null, i64 0)
  call void @llvm.lifetime.end.p0(i64 40, ptr nonnull %13)
  %.not = icmp eq i64 %106, 0
  call void @llvm.lifetime.end.p0(i64 64, ptr nonnull %12)
  call void @llvm.lifetime.end.p0(i64 224, ptr nonnull %temp_alloc18157)
  call void @llvm.lifetime.end.p0(i64 64, ptr nonnull %temp_alloc156)
  call void @llvm.lifetime.end.p0(i64 24, ptr nonnull %11)
  call void @llvm.lifetime.end.p0(i64 64, ptr nonnull %9)
  br i1 %.not, label %common.ret, label %107

common.ret:                                       ; preds = %end_array_element20, %107
  ret i64 %106

107:                                              ; preds = %end_array_element20
  store ptr inttoptr (i64 1 to ptr), ptr %8, align 8
  br label %common.ret
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_allocEmptyBox() local_unnamed_addr #7 {
entry:
  %.not = icmp sgt i64 ptrtoint (ptr @"$es16_emptyBoxStorageSi_Sitvp" to i64), -1
  br i1 %.not, label %0, label %6

0:                                                ; preds = %entry
  %1 = load atomic i64, ptr getelementptr inbounds nuw (i8, ptr @"$es16_emptyBoxStorageSi_Sitvp", i64 8) monotonic, align 8
  %2 = and i64 %1, 9223372036854775807
  %3 = icmp eq i64 %2, 9223372036854775807
  br i1 %3, label %6, label %4

4:                                                ; preds = %0
  %5 = atomicrmw add ptr getelementptr inbounds nuw (i8, ptr @"$es16_emptyBoxStorageSi_Sitvp", i64 8), i64 1 monotonic, align 8
  br label %6

6:                                                ; preds = %entry, %0, %4
  ret ptr @"$es16_emptyBoxStorageSi_Sitvp"
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_initStackObject(ptr %0, ptr %1) local_unnamed_addr #7 {
entry:
  store ptr %0, ptr %1, align 8, !tbaa !11
  %.refcount = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 -9223372036854775807, ptr %.refcount, align 8
  ret ptr %1
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_initStaticObject(ptr %0, ptr %1) local_unnamed_addr #7 {
entry:
  store ptr %0, ptr %1, align 8, !tbaa !11
  %.refcount = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 -1, ptr %.refcount, align 8
  ret ptr %1
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_willThrow(ptr swiftself %0, ptr noalias captures(none) dereferenceable(8) %1) local_unnamed_addr #7 {
entry:
  ret void
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_errorInMain(ptr %0) local_unnamed_addr #7 {
entry:
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_retain(ptr %0) local_unnamed_addr #7 {
entry:
  %or.cond.not = icmp sgt ptr %0, null
  br i1 %or.cond.not, label %1, label %8

1:                                                ; preds = %entry
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %3 = load atomic i64, ptr %2 monotonic, align 8
  %4 = and i64 %3, 9223372036854775807
  %5 = icmp eq i64 %4, 9223372036854775807
  br i1 %5, label %8, label %6

6:                                                ; preds = %1
  %7 = atomicrmw add ptr %2, i64 1 monotonic, align 8
  br label %8

8:                                                ; preds = %entry, %1, %6
  ret ptr %0
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_retain_n(ptr %0, i32 zeroext %1) local_unnamed_addr #7 {
entry:
  %or.cond.not = icmp sgt ptr %0, null
  br i1 %or.cond.not, label %2, label %10

2:                                                ; preds = %entry
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load atomic i64, ptr %3 monotonic, align 8
  %5 = and i64 %4, 9223372036854775807
  %6 = icmp eq i64 %5, 9223372036854775807
  br i1 %6, label %10, label %7

7:                                                ; preds = %2
  %8 = zext i32 %1 to i64
  %9 = atomicrmw add ptr %3, i64 %8 monotonic, align 8
  br label %10

10:                                               ; preds = %entry, %2, %7
  ret ptr %0
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_setDeallocating(ptr %0) local_unnamed_addr #7 {
entry:
  ret void
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_bridgeObjectRetain_n(ptr %0, i32 zeroext %1) local_unnamed_addr #7 {
entry:
  %2 = ptrtoint ptr %0 to i64
  %3 = and i64 %2, -8070450532247928840
  %4 = inttoptr i64 %3 to ptr
  %5 = icmp eq i64 %3, 0
  %6 = icmp slt ptr %0, null
  %or.cond = or i1 %6, %5
  br i1 %or.cond, label %15, label %7

7:                                                ; preds = %entry
  %8 = getelementptr inbounds nuw i8, ptr %4, i64 8
  %9 = load atomic i64, ptr %8 monotonic, align 8
  %10 = and i64 %9, 9223372036854775807
  %11 = icmp eq i64 %10, 9223372036854775807
  br i1 %11, label %15, label %12

12:                                               ; preds = %7
  %13 = zext i32 %1 to i64
  %14 = atomicrmw add ptr %8, i64 %13 monotonic, align 8
  br label %15

15:                                               ; preds = %entry, %7, %12
  ret ptr %4
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_bridgeObjectRetain(ptr %0) local_unnamed_addr #7 {
entry:
  %1 = ptrtoint ptr %0 to i64
  %2 = and i64 %1, -8070450532247928840
  %3 = inttoptr i64 %2 to ptr
  %4 = icmp eq i64 %2, 0
  %5 = icmp slt ptr %0, null
  %or.cond = or i1 %5, %4
  br i1 %or.cond, label %13, label %6

6:                                                ; preds = %entry
  %7 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %8 = load atomic i64, ptr %7 monotonic, align 8
  %9 = and i64 %8, 9223372036854775807
  %10 = icmp eq i64 %9, 9223372036854775807
  br i1 %10, label %13, label %11

11:                                               ; preds = %6
  %12 = atomicrmw add ptr %7, i64 1 monotonic, align 8
  br label %13

13:                                               ; preds = %entry, %6, %11
  ret ptr %3
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected zeroext i1 @swift_isUniquelyReferenced_native(ptr %0) local_unnamed_addr #7 {
entry:
  %or.cond.not = icmp sgt ptr %0, null
  br i1 %or.cond.not, label %1, label %5

1:                                                ; preds = %entry
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %3 = load atomic i64, ptr %2 acquire, align 8
  %4 = icmp eq i64 %3, 1
  br label %5

5:                                                ; preds = %entry, %1
  %6 = phi i1 [ %4, %1 ], [ false, %entry ]
  ret i1 %6
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected zeroext i1 @swift_isUniquelyReferenced_nonNull_native(ptr %0) local_unnamed_addr #7 {
entry:
  %1 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %2 = load atomic i64, ptr %1 acquire, align 8
  %3 = icmp eq i64 %2, 1
  ret i1 %3
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected zeroext i1 @swift_isEscapingClosureAtFileLocation(ptr %0, ptr %1, i32 signext %2, i32 signext %3, i32 signext %4, i32 zeroext %5) local_unnamed_addr #7 {
entry:
  %6 = icmp eq ptr %0, null
  br i1 %6, label %11, label %7

7:                                                ; preds = %entry
  %.not = icmp sgt ptr %0, inttoptr (i64 -1 to ptr)
  br i1 %.not, label %8, label %12, !prof !10

8:                                                ; preds = %7
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %10 = load atomic i64, ptr %9 acquire, align 8
  %.not1 = icmp eq i64 %10, 1
  br i1 %.not1, label %11, label %13, !prof !10

11:                                               ; preds = %entry, %8
  ret i1 false

12:                                               ; preds = %7
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable

13:                                               ; preds = %8
  tail call void asm sideeffect "", "n"(i32 1) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_dynamicCastClass(ptr %0, ptr %1) local_unnamed_addr #7 {
entry:
  %2 = load ptr, ptr %0, align 8, !tbaa !11
  br label %3

3:                                                ; preds = %8, %entry
  %4 = phi ptr [ %2, %entry ], [ %9, %8 ]
  %.not = icmp eq ptr %4, %1
  br i1 %.not, label %10, label %5

5:                                                ; preds = %3
  %6 = load i64, ptr %4, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %10, label %8

8:                                                ; preds = %5
  %9 = inttoptr i64 %6 to ptr
  br label %3

10:                                               ; preds = %3, %5
  %11 = phi ptr [ null, %5 ], [ %0, %3 ]
  ret ptr %11
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected ptr @swift_dynamicCastClassUnconditional(ptr %0, ptr %1, ptr %2, i32 zeroext %3, i32 zeroext %4) local_unnamed_addr #7 {
entry:
  %5 = load ptr, ptr %0, align 8, !tbaa !11
  br label %6

6:                                                ; preds = %12, %entry
  %7 = phi ptr [ %5, %entry ], [ %13, %12 ]
  %.not = icmp eq ptr %7, %1
  br i1 %.not, label %8, label %9

8:                                                ; preds = %6
  ret ptr %0

9:                                                ; preds = %6
  %10 = load i64, ptr %7, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %14, label %12

12:                                               ; preds = %9
  %13 = inttoptr i64 %10 to ptr
  br label %6

14:                                               ; preds = %9
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_once(ptr %0, ptr %1, ptr %2) local_unnamed_addr #7 {
entry:
  %3 = load atomic i64, ptr %0 acquire, align 8
  %4 = icmp slt i64 %3, 0
  br i1 %4, label %.loopexit, label %5

5:                                                ; preds = %entry
  %6 = cmpxchg ptr %0, i64 0, i64 1 monotonic monotonic, align 8
  %7 = extractvalue { i64, i1 } %6, 1
  br i1 %7, label %10, label %.preheader

.preheader:                                       ; preds = %5, %.preheader
  %8 = load atomic i64, ptr %0 acquire, align 8
  %9 = icmp sgt i64 %8, -1
  br i1 %9, label %.preheader, label %.loopexit

10:                                               ; preds = %5
  tail call void %1(ptr %2) #15
  store atomic i64 -1, ptr %0 release, align 8
  br label %.loopexit

.loopexit:                                        ; preds = %.preheader, %entry, %10
  ret void
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_beginAccess(ptr %0, ptr %1, i64 %2, ptr %3) local_unnamed_addr #7 {
entry:
  ret void
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_endAccess(ptr %0) local_unnamed_addr #7 {
entry:
  ret void
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected signext i32 @_swift_exceptionPersonality(i32 signext %0, i32 signext %1, i64 %2, ptr %3, ptr %4) #7 {
entry:
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize noinline nounwind optsize
define weak_odr protected void @swift_clearSensitive(ptr %0, i64 %1) local_unnamed_addr #3 {
entry:
  %2 = icmp slt i64 %1, 0
  br i1 %2, label %5, label %3, !prof !9

3:                                                ; preds = %entry
  %4 = icmp eq i64 %1, 0
  br i1 %4, label %.loopexit, label %.preheader.preheader

.preheader.preheader:                             ; preds = %3
  tail call void @llvm.memset.p0.i64(ptr align 1 %0, i8 0, i64 %1, i1 false)
  br label %.loopexit

.loopexit:                                        ; preds = %.preheader.preheader, %3
  ret void

5:                                                ; preds = %entry
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: minsize nounwind optsize
define weak_odr protected i64 @swift_retainCount(ptr %0) local_unnamed_addr #7 {
entry:
  %or.cond.not = icmp sgt ptr %0, null
  br i1 %or.cond.not, label %1, label %5

1:                                                ; preds = %entry
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %3 = load atomic i64, ptr %2 acquire, align 8
  %4 = and i64 %3, 9223372036854775807
  br label %5

5:                                                ; preds = %entry, %1
  %6 = phi i64 [ %4, %1 ], [ 0, %entry ]
  ret i64 %6
}

; Function Attrs: minsize nounwind optsize
define private void @0() #7 {
entry:
  tail call void asm sideeffect "", "n"(i32 0) #15
  tail call void @llvm.trap()
  unreachable
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.fshr.i64(i64, i64, i64) #13

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: write)
declare void @llvm.memset.p0.i64(ptr writeonly captures(none), i8, i64, i1 immarg) #14

; Function Attrs: minsize nounwind optsize
define weak_odr protected void @swift_deletedMethodError() local_unnamed_addr #7 {
  tail call void @0() #7
  ret void
}

; Function Attrs: minsize nounwind optsize
define linkonce_odr hidden void @_swift_dead_method_stub() #7 {
  tail call void @0() #7
  ret void
}

attributes #0 = { minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: read) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #1 = { minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(none) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #2 = { minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: write) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #3 = { minsize noinline nounwind optsize "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #4 = { minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(write, argmem: readwrite, inaccessiblemem: none) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #5 = { mustprogress nounwind willreturn allockind("free") memory(argmem: readwrite, inaccessiblemem: readwrite) "alloc-family"="malloc" }
attributes #6 = { mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #7 = { minsize nounwind optsize "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #8 = { mustprogress nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #9 = { cold noreturn nounwind memory(inaccessiblemem: write) }
attributes #10 = { mustprogress nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #11 = { minsize mustprogress nounwind optsize willreturn "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #12 = { minsize mustprogress nofree norecurse nosync nounwind optsize willreturn memory(argmem: readwrite) "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="generic-rv64" "target-features"="+64bit,+a,+c,+m,+relax,+zaamo,+zalrsc,+zca,+zmmul,-b,-d,-e,-experimental-p,-experimental-smctr,-experimental-ssctr,-experimental-svukte,-experimental-xqccmp,-experimental-xqcia,-experimental-xqciac,-experimental-xqcibi,-experimental-xqcibm,-experimental-xqcicli,-experimental-xqcicm,-experimental-xqcics,-experimental-xqcicsr,-experimental-xqciint,-experimental-xqciio,-experimental-xqcilb,-experimental-xqcili,-experimental-xqcilia,-experimental-xqcilo,-experimental-xqcilsm,-experimental-xqcisim,-experimental-xqcisls,-experimental-xqcisync,-experimental-xrivosvisni,-experimental-xrivosvizip,-experimental-xsfmclic,-experimental-xsfsclic,-experimental-zalasr,-experimental-zicfilp,-experimental-zicfiss,-experimental-zvbc32e,-experimental-zvkgs,-experimental-zvqdotq,-f,-h,-q,-sdext,-sdtrig,-sha,-shcounterenw,-shgatpa,-shlcofideleg,-shtvala,-shvsatpa,-shvstvala,-shvstvecd,-smaia,-smcdeleg,-smcntrpmf,-smcsrind,-smdbltrp,-smepmp,-smmpm,-smnpm,-smrnmi,-smstateen,-ssaia,-ssccfg,-ssccptr,-sscofpmf,-sscounterenw,-sscsrind,-ssdbltrp,-ssnpm,-sspm,-ssqosid,-ssstateen,-ssstrict,-sstc,-sstvala,-sstvecd,-ssu64xl,-supm,-svade,-svadu,-svbare,-svinval,-svnapot,-svpbmt,-svvptc,-v,-xandesbfhcvt,-xandesperf,-xandesvbfhcvt,-xandesvdot,-xandesvpackfph,-xandesvsintload,-xcvalu,-xcvbi,-xcvbitmanip,-xcvelw,-xcvmac,-xcvmem,-xcvsimd,-xmipscbop,-xmipscmov,-xmipslsp,-xsfcease,-xsfmm128t,-xsfmm16t,-xsfmm32a16f,-xsfmm32a32f,-xsfmm32a8f,-xsfmm32a8i,-xsfmm32t,-xsfmm64a64f,-xsfmm64t,-xsfmmbase,-xsfvcp,-xsfvfnrclipxfqf,-xsfvfwmaccqqq,-xsfvqmaccdod,-xsfvqmaccqoq,-xsifivecdiscarddlone,-xsifivecflushdlone,-xtheadba,-xtheadbb,-xtheadbs,-xtheadcmo,-xtheadcondmov,-xtheadfmemidx,-xtheadmac,-xtheadmemidx,-xtheadmempair,-xtheadsync,-xtheadvdot,-xventanacondops,-xwchc,-za128rs,-za64rs,-zabha,-zacas,-zama16b,-zawrs,-zba,-zbb,-zbc,-zbkb,-zbkc,-zbkx,-zbs,-zcb,-zcd,-zce,-zcf,-zclsd,-zcmop,-zcmp,-zcmt,-zdinx,-zfa,-zfbfmin,-zfh,-zfhmin,-zfinx,-zhinx,-zhinxmin,-zic64b,-zicbom,-zicbop,-zicboz,-ziccamoa,-ziccamoc,-ziccif,-zicclsm,-ziccrse,-zicntr,-zicond,-zicsr,-zifencei,-zihintntl,-zihintpause,-zihpm,-zilsd,-zimop,-zk,-zkn,-zknd,-zkne,-zknh,-zkr,-zks,-zksed,-zksh,-zkt,-ztso,-zvbb,-zvbc,-zve32f,-zve32x,-zve64d,-zve64f,-zve64x,-zvfbfmin,-zvfbfwma,-zvfh,-zvfhmin,-zvkb,-zvkg,-zvkn,-zvknc,-zvkned,-zvkng,-zvknha,-zvknhb,-zvks,-zvksc,-zvksed,-zvksg,-zvksh,-zvkt,-zvl1024b,-zvl128b,-zvl16384b,-zvl2048b,-zvl256b,-zvl32768b,-zvl32b,-zvl4096b,-zvl512b,-zvl64b,-zvl65536b,-zvl8192b" }
attributes #13 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #14 = { nocallback nofree nounwind willreturn memory(argmem: write) }
attributes #15 = { nounwind }

!swift.module.flags = !{!0}
!llvm.module.flags = !{!1, !2, !3, !5, !6, !7, !8}
!llvm.linker.options = !{}

!0 = !{!"standard-library", i1 false}
!1 = !{i32 1, !"wchar_size", i32 4}
!2 = !{i32 1, !"target-abi", !"lp64"}
!3 = !{i32 6, !"riscv-isa", !4}
!4 = !{!"rv64i2p1_m2p0_a2p1_c2p0_zmmul1p0_zaamo1p0_zalrsc1p0_zca1p0"}
!5 = !{i32 8, !"PIC Level", i32 2}
!6 = !{i32 8, !"SmallDataLimit", i32 0}
!7 = !{i32 4, !"Objective-C Garbage Collection", i32 100861696}
!8 = !{i32 1, !"Swift Version", i32 7}
!9 = !{!"branch_weights", !"expected", i32 1, i32 2000}
!10 = !{!"branch_weights", !"expected", i32 2000, i32 1}
!11 = !{!12, !13, i64 0}
!12 = !{!"EmbeddedHeapObject", !13, i64 0}
!13 = !{!"any pointer", !14, i64 0}
!14 = !{!"omnipotent char", !15, i64 0}
!15 = !{!"Simple C/C++ TBAA"}
